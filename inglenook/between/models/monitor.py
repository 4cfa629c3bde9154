"""What went quiet and came back."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from inglenook.core.privacy import plain


class Trouble(models.Model):
    """A time in which part of Inglenook was quiet or refused. Counts and names of parts; nothing about persons."""

    reference = True

    code = plain(models.CharField("what was checked", max_length=40))
    says = plain(models.CharField(max_length=300))
    noticed_at = models.DateTimeField(db_default=Now())
    well_at = models.DateTimeField("working again", null=True)

    class Meta:
        ordering = ["-noticed_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["code"], condition=Q(well_at=None), name="trouble_open_once")]
