"""Who wants to know that the directory has changed says so here."""

from django.dispatch import Signal

changed = Signal()  # after a reading, an edit or a decision; carries nothing: rows say when they changed
