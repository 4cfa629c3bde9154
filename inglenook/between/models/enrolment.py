"""Who is in which programme, as agreed, and how they have changed it since."""

import uuid

from django.db import models
from django.db.models import Func, Q

from inglenook.core.channels import Channel
from inglenook.core.models import User
from inglenook.core.privacy import clinical, plain, words
from inglenook.core.roles import Section
from inglenook.kit.marking import marked
from inglenook.messaging.models import ContactPoint
from inglenook.people.models import ListedRow, follow_but
from inglenook.people.models.person import Written
from inglenook.planning.models import Action

from .programme import FEELINGS, Programme, ProgrammeStep


@follow_but("next_at", "next_step", "silent_for", "last_heard_at")
class Enrolment(ListedRow, Written):
    """A person's way through one version of a programme.

    `next_at` is when the sweep next has something to do: the next step, the end (no step), or, while resting, the first
    step after the rest. What the sweep alone writes is not kept in the history: check-ins tell it.
    """

    class State(models.TextChoices):
        OFFERED = "offered", marked("Offered")
        RUNNING = "running", marked("Under way")
        PAUSED = "paused", marked("Resting")
        STOPPED = "stopped", marked("Stopped")
        FINISHED = "finished", marked("Finished")

    section = Section.SUPPORT
    kept_apart = Section.MEASURES, f"{{table}}.programme_id IN ({FEELINGS})"
    fillfactor = 70

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="enrolments")
    action = models.ForeignKey(Action, models.SET_NULL, null=True, blank=True, related_name="enrolments")
    carer = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name="the carer it is for",
    )
    owner = models.ForeignKey(User, models.PROTECT, db_index=False, related_name="+", verbose_name="who is told")
    state = plain(models.CharField(max_length=10, choices=State, db_default=State.RUNNING, default=State.RUNNING))
    state_because = words(models.CharField(max_length=300, blank=True, db_default=""))
    started_on = plain(models.DateField())
    ends_on = plain(models.DateField())
    paused_until = plain(models.DateField(null=True, blank=True))
    every_nth = plain(models.SmallIntegerField("1: all occasions; 2: every other one", default=1, db_default=1))
    at = plain(models.TimeField("own time of day", null=True, blank=True))
    time_zone = plain(models.CharField(max_length=40, default="Europe/London", db_default="Europe/London"))
    channel = plain(models.CharField(max_length=10, choices=Channel))
    contact_point = models.ForeignKey(
        ContactPoint, models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    language = plain(models.CharField(max_length=20, default="en", db_default="en"))
    thresholds = clinical(
        models.JSONField("own bounds, by the name that a rule gives them", default=dict, db_default={})
    )
    # The sweep writes these two for many at once. No index has the time, so that a change stays on its page; the sweep
    # reads the whole table. Steps of a version that anybody is in are never removed, so none is looked up again.
    next_step = models.ForeignKey(
        ProgrammeStep, models.PROTECT, null=True, db_index=False, db_constraint=False, related_name="+"
    )
    next_at = models.DateTimeField(null=True)
    silent_for = plain(models.SmallIntegerField("check-ins in a row without an answer", default=0, db_default=0))
    last_heard_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "programme", "action"],
                condition=Q(state__in=["offered", "running", "paused"]),
                nulls_distinct=False,
                name="enrolled_once",
            )
        ]
        indexes = [
            models.Index(fields=["practice", "state"], name="enrolment_by_practice"),
            models.Index(fields=["owner", "state"], name="enrolment_by_owner"),
        ]
