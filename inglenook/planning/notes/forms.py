from django.utils.translation import gettext_lazy as _

from inglenook.kit import fields
from inglenook.kit.forms import PageForm


class NoteForm(PageForm):
    """One thing to talk about next time."""

    text = fields.TextareaField(
        label=_("What do you want to talk about next time?"),
        subject=_("what you want to talk about"),
        rows=3,
        max_length=2000,
    )
