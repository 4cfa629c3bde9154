"""How the directory is kept right: what each reading of a feed brought, its faults, doubles, flags and edits."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from inglenook.core.models import User
from inglenook.core.privacy import plain

from .directory import Feed, Service


class FeedRun(models.Model):
    """One reading of a feed, from the first byte to the rows that changed."""

    class State(models.TextChoices):
        RUNNING = "running", "Being read"
        COMPLETE = "complete", "Read whole"
        PARTIAL = "partial", "Read in part; nothing was taken away"
        REFUSED = "refused", "Refused; what was known stays"
        STOPPED = "stopped", "Stopped before its end"

    reference = True

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="runs")
    state = plain(models.CharField(max_length=10, choices=State, default=State.RUNNING))
    started_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)
    counts = plain(models.JSONField("outcomes by type", default=dict))
    faults_found = plain(models.IntegerField(default=0))
    bytes_read = plain(models.BigIntegerField(default=0))

    class Meta:
        ordering = ["-started_at", "-pk"]


class Fault(models.Model):
    """Something wrong in a feed: where, what, and how whoever keeps the feed can mend it. Kept of the last run."""

    class Weight(models.TextChoices):
        WARNED = "warned", "Taken, with a warning"
        REFUSED = "refused", "Not taken"

    reference = True

    run = models.ForeignKey(FeedRun, models.CASCADE, related_name="faults")
    weight = plain(models.CharField(max_length=10, choices=Weight))
    place = plain(models.CharField("file and line, or page and id", max_length=300))
    what = plain(models.CharField(max_length=500))
    mend = plain(models.CharField(max_length=500))

    class Meta:
        ordering = ["pk"]


class Double(models.Model):
    """Two services that seem to be one. A person decides; nothing is put together before."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "To be decided"
        SAME = "same", "The same service"
        DIFFERENT = "different", "Two services"

    reference = True

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    first = models.ForeignKey(Service, models.CASCADE, related_name="+")
    second = models.ForeignKey(Service, models.CASCADE, related_name="+")
    reasons = plain(ArrayField(models.CharField(max_length=20), verbose_name="what both share"))
    likeness = plain(models.FloatField("of the names, 0 to 1"))
    state = plain(models.CharField(max_length=10, choices=State, default=State.PROPOSED, db_default=State.PROPOSED))
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-likeness", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="double_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="double_in_order"),
        ]


class Flag(models.Model):
    """Somebody says with one tap that what is shown of a service is wrong. Nothing is kept of who."""

    class Kind(models.TextChoices):
        CLOSED = "closed", "It has closed"
        NUMBER = "number", "The phone number is wrong"
        MOVED = "moved", "It has moved"
        FULL = "full", "It is full"

    class Outcome(models.TextChoices):
        MENDED = "mended", "Right: put right here"
        UNFOUNDED = "unfounded", "Checked: it is right as shown"

    reference = True

    service = models.ForeignKey(Service, models.CASCADE, related_name="flags")
    kind = plain(models.CharField(max_length=10, choices=Kind))
    times = plain(models.IntegerField("how often it was said", default=1, db_default=1))
    first_at = models.DateTimeField(db_default=Now())
    last_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    outcome = plain(models.CharField(max_length=10, choices=Outcome, blank=True, db_default=""))

    class Meta:
        ordering = ["-last_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["service", "kind"], condition=Q(closed_at=None), name="flag_open_once")
        ]


class Edit(models.Model):
    """What somebody here changed in a service, as a JSON merge patch on what was shown before.

    What they said of its room is one too, of `ROOM` alone: that is no part of the document.
    """

    ROOM = ("takes_people", "places_free", "waiting")

    append_only = True

    service = models.ForeignKey(Service, models.PROTECT, related_name="changes")
    patch = plain(models.JSONField())
    before = plain(models.JSONField("what undoes it: edits, or room, as they were", default=dict, db_default={}))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-at", "-pk"]
