"""Who must be told, by when, and what came of it."""

import uuid

from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now

from inglenook.core.models import Organisation, User
from inglenook.core.privacy import plain, words
from inglenook.core.roles import ROLES, Section
from inglenook.messaging.models import Reply
from inglenook.people.models import ListedRow, Person, PersonRow, Result, follow
from inglenook.people.models.person import Written
from inglenook.planning.models import Task

from ..rules import Level
from .check_in import CheckIn
from .enrolment import Enrolment

COVERED_ROLES = tuple(code for code, role in ROLES.items() if Section.TASKS in role.writes)


@follow
class Alert(ListedRow, Written):
    """Something in an answer, a reading, a trend or a silence that a professional must see by a time.

    Its `task` stands on the owner's "Today"; unanswered by `answer_by`, it climbs to the next rung of
    `data/climbing.yaml`. On the last rung it has no owner: it stands on the list of every nurse and GP of the practice.
    """

    class Level(models.TextChoices):
        RED_FLAG = Level.RED_FLAG.value, "Red flag"
        SOON = Level.SOON.value, "Soon"
        LOOK = Level.LOOK.value, "To look at"

    section = Section.SUPPORT
    seen_with = "enrolment"

    person = models.ForeignKey(Person, models.CASCADE, db_index=False, related_name="%(class)ss")
    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    key = plain(models.CharField("what it is about, once", max_length=100))
    level = plain(models.CharField(max_length=10, choices=Level))
    rule = plain(models.CharField("programme and rule", max_length=130))
    reason = words(models.CharField(max_length=500))
    # Nobody looks for alerts by these, and every index is written anew when an alert climbs.
    enrolment = models.ForeignKey(Enrolment, models.SET_NULL, null=True, db_index=False, related_name="alerts")
    check_in = models.ForeignKey(CheckIn, models.SET_NULL, null=True, db_index=False, related_name="alerts")
    reply = models.ForeignKey(Reply, models.SET_NULL, null=True, db_index=False, related_name="alerts")
    result = models.ForeignKey(Result, models.SET_NULL, null=True, db_index=False, related_name="+")
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="alert")
    owner = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    raised_at = models.DateTimeField(db_default=Now())
    answer_by = models.DateTimeField()
    climbed = plain(models.SmallIntegerField("the rung it stands on", default=0, db_default=0))
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closing_note = words(models.TextField(blank=True, db_default=""))

    class Meta:
        ordering = ["answer_by", "pk"]
        constraints = [models.UniqueConstraint(fields=["key"], name="alert_once")]
        indexes = [
            models.Index(fields=["answer_by"], condition=Q(acknowledged_at=None, closed_at=None), name="alert_waiting"),
            models.Index(fields=["practice", "answer_by"], condition=Q(closed_at=None), name="alert_by_practice"),
            models.Index(fields=["person", "-raised_at"], name="alert_by_person"),
        ]


class AlertStep(PersonRow):
    """One thing that happened to an alert, and who did it. Added, never changed."""

    class What(models.TextChoices):
        RAISED = "raised", "Raised"
        COVERED = "covered", "Given to whoever covers"
        CLIMBED = "climbed", "Not answered in time, passed on"
        HANDED_OVER = "handed_over", "Handed over"
        ACKNOWLEDGED = "acknowledged", "Seen"
        CLOSED = "closed", "Closed"
        REOPENED = "reopened", "Opened again"

    section = Section.SUPPORT
    seen_with = "alert"
    append_only = True

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="history_steps")
    what = plain(models.CharField(max_length=20, choices=What))
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    to = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    note = words(models.TextField(blank=True, db_default=""))

    class Meta:
        ordering = ["at", "pk"]


class Cover(models.Model):
    """Who sees to a colleague's alerts and tasks while they are away."""

    public = True
    kept_by = COVERED_ROLES

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="covers")
    covered_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(user=models.F("covered_by")), name="cover_by_another"),
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="cover_ends_after_start"),
        ]
