"""Programmes as data: each version whole, never changed once anybody is in it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func
from django.db.models.functions import Now

from inglenook.core.models import Organisation, User
from inglenook.core.privacy import plain

from ..rules import StepKind

AUTHORS = ("manager",)
# For policies, which fill in the name of their table: programmes that ask how people feel, and the steps of these.
FEELINGS = """SELECT g.id FROM between_programme g WHERE g.contents @> '{{"about_feelings": true}}'"""
STEPS_OF_FEELINGS = f"SELECT s.id FROM between_programmestep s WHERE s.programme_id IN ({FEELINGS})"  # noqa: S608


class Programme(models.Model):
    """One version of a programme. Those without an organisation come with Inglenook (`data/programmes/`)."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        ON = "on", "In use"
        RETIRED = "retired", "No longer offered"

    public = True
    kept_by = AUTHORS

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="programmes")
    code = plain(models.CharField(max_length=60))
    number = plain(models.SmallIntegerField("version"))
    title = plain(models.CharField(max_length=200))
    contents = plain(models.JSONField("all of it, as rules.Programme"))
    state = plain(models.CharField(max_length=10, choices=State, db_default=State.DRAFT, default=State.DRAFT))
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    on_since = models.DateTimeField(null=True)

    class Meta:
        ordering = ["title", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code", "number"], nulls_distinct=False, name="programme_version_once"
            )
        ]

    def __str__(self):
        return f"{self.title}, version {self.number}"


class ProgrammeStep(models.Model):
    """A step of a programme as a row, so that one statement can say what is due for everybody."""

    public = True
    kept_by = AUTHORS

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="steps")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    position = plain(models.SmallIntegerField())
    code = plain(models.CharField(max_length=60))
    kind = plain(models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in StepKind]))
    first_day = plain(models.SmallIntegerField())
    every_days = plain(models.SmallIntegerField("0: once", db_default=0))
    last_day = plain(models.SmallIntegerField())
    at = plain(models.TimeField())
    choices = plain(ArrayField(models.CharField(max_length=60), default=list))
    answer_within = plain(models.DurationField())

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="step_once")]
