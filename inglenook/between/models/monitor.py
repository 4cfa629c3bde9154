"""What went quiet and came back, and the e-mails that tell members of staff of it and of red flags."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from inglenook.core.models import User
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


class Notice(models.Model):
    """An e-mail to a member of staff: that something waits, never about whom. `key` names the occasion, once."""

    inner = True

    key = plain(models.CharField("what it is about, once", max_length=120, unique=True))
    to = models.ForeignKey(User, models.CASCADE, related_name="+")
    subject = plain(models.CharField(max_length=200))
    text = plain(models.TextField())
    made_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)
    tries = plain(models.SmallIntegerField(default=0, db_default=0))
    failure = plain(models.CharField("what went wrong, without personal data", max_length=200, db_default=""))

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["made_at"], condition=Q(sent_at=None), name="notice_waiting")]
