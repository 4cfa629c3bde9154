"""By what a person or their carer can be reached, and when they do not want to be."""

from datetime import time

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from inglenook.core.channels import Channel
from inglenook.core.models import Organisation, User
from inglenook.core.privacy import contact, plain, secret
from inglenook.core.roles import Section
from inglenook.kit.marking import marked
from inglenook.people.models import Person, PersonRow, follow
from inglenook.people.models.person import Written


@follow
class ContactPoint(PersonRow, Written):
    """A number, address or browser by which a person, or a carer about them, is reached.

    Two people may share one; then nothing personal goes there. One that changed hands or is out of service is ended.
    """

    section = Section.MESSAGES

    carer = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")
    channel = plain(models.CharField(max_length=10, choices=Channel))
    value = contact(models.CharField("number (E.164), address, or push endpoint", max_length=500))
    push_keys = secret(models.JSONField("keys of the browser", null=True))
    is_shared = models.BooleanField("others read what comes here", db_default=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField("answered from there", null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = plain(models.CharField(max_length=200, blank=True, db_default=""))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "channel", "value"], condition=Q(ended_at=None), name="contact_point_once"
            )
        ]
        indexes = [models.Index(fields=["channel", "value"], name="contact_point_by_value")]


@follow
class Stop(PersonRow, Written):
    """The person's no: to everything (no topic), or to one topic. Kept here whatever a gateway does; ended by START."""

    section = Section.MESSAGES

    topic = plain(models.CharField(max_length=60, blank=True, db_default=""))
    contact_point = models.ForeignKey(ContactPoint, models.SET_NULL, null=True, related_name="stops")
    since = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "topic"], condition=Q(ended_at=None), name="stop_once")
        ]


@follow
class Pause(PersonRow, Written):
    """A time in which nothing is sent: a holiday, a hospital stay, or because the person asked. Death needs none."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", marked("On holiday")
        HOSPITAL = "hospital", marked("In hospital")
        ASKED = "asked", marked("Asked for a rest")

    section = Section.MESSAGES

    kind = plain(models.CharField(max_length=10, choices=Kind))
    starts_at = models.DateTimeField(db_default=Now())
    ends_at = models.DateTimeField("open when not known", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=models.F("starts_at")), name="pause_ends_after"
            )
        ]
        indexes = [models.Index(fields=["person", "starts_at"], name="pause_by_person")]


class Limits(models.Model):
    """When messages keep quiet and how many there may be. The 21:00 to 08:00, one a day and four a week that hold
    unless said are the guard-rails common in trials of such messages."""

    quiet_from = plain(models.TimeField("quiet from", default=time(21), db_default=time(21)))
    quiet_until = plain(models.TimeField("quiet until", default=time(8), db_default=time(8)))
    per_day = plain(models.SmallIntegerField("messages a day at most", default=1, db_default=1))
    per_week = plain(models.SmallIntegerField("messages in seven days at most", default=4, db_default=4))

    class Meta:
        abstract = True


@follow
class PracticeLimits(Limits, Written):
    """What a practice has settled for its people."""

    public = True
    kept_by = ("manager",)

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="message_limits")


@follow
class OwnLimits(PersonRow, Written, Limits):
    """What the person has settled for themselves; wins over their practice's. Their own clock, when it is another."""

    section = Section.MESSAGES

    person = models.OneToOneField(Person, models.CASCADE, related_name="message_limits")
    time_zone = plain(models.CharField(max_length=40, blank=True, db_default=""))

    class Meta:
        verbose_name_plural = "own limits"
