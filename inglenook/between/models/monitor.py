"""Signs of life of what works in the background."""

from django.db import models

from inglenook.core.privacy import plain


class Beat(models.Model):
    """When something last ran to its end: the sweep, the outbox, the reading of replies."""

    reference = True

    name = plain(models.CharField(max_length=40, primary_key=True))
    at = models.DateTimeField()
