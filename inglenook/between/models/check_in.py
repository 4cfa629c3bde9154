"""Each occasion on which a programme had something for somebody, what they answered, and why it was this."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now

from inglenook.core.privacy import clinical, plain, words
from inglenook.core.roles import Section
from inglenook.messaging.models import Message, Reply
from inglenook.people.models import ListedRow, Person, PersonRow, Result, follow
from inglenook.people.models.person import Written
from inglenook.planning.models import Answer

from .enrolment import Enrolment
from .programme import STEPS_OF_FEELINGS, ProgrammeStep


@follow
class CheckIn(ListedRow):
    """One occasion of one step. Made by the sweep, once; ends answered, lapsed, or (a prompt) as it is."""

    section = Section.SUPPORT
    kept_apart = Section.MEASURES, f"{{table}}.step_id IN ({STEPS_OF_FEELINGS})"

    # The sweep writes these for many at once, from rows that it has just read and holds, so the database need not look
    # them up again.
    person = models.ForeignKey(Person, models.CASCADE, related_name="%(class)ss", db_index=False, db_constraint=False)
    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, db_index=False, db_constraint=False, related_name="check_ins"
    )
    step = models.ForeignKey(ProgrammeStep, models.PROTECT, db_index=False, db_constraint=False, related_name="+")
    message = models.OneToOneField(Message, models.SET_NULL, null=True, db_constraint=False, related_name="check_in")
    choice = plain(models.CharField("the wording taken, a key of the programme's", max_length=60, db_default=""))
    due_at = models.DateTimeField()
    answer_by = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True)
    lapsed_because = plain(models.CharField(max_length=200, db_default=""))

    class Meta:
        ordering = ["-due_at"]
        constraints = [models.UniqueConstraint(fields=["enrolment", "step", "due_at"], name="check_in_once")]
        indexes = [
            models.Index(fields=["person", "-due_at"], name="check_in_by_person"),
            models.Index(
                fields=["answer_by"],
                condition=Q(answered_at=None, lapsed_at=None, answer_by__isnull=False),
                name="check_in_unanswered",
            ),
        ]


@follow
class CheckInAnswer(PersonRow, Written):
    """What was said to one question, as said, and what it was understood to mean."""

    section = Section.SUPPORT
    seen_with = "check_in"

    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="answers")
    question = plain(models.CharField("question, by its code", max_length=60))
    reply = models.ForeignKey(Reply, models.SET_NULL, null=True, related_name="answers")
    said = words(models.TextField())
    value = clinical(models.JSONField("what it means: an option's code, true or false, a number, or two", null=True))
    result = models.ForeignKey(Result, models.SET_NULL, null=True, db_index=False, related_name="+")
    way = plain(models.CharField(max_length=10, choices=[*Answer.Way.choices, ("text", "By text")]))
    answered_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["answered_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["check_in", "question"], name="check_in_answer_once")]


class Decision(PersonRow):
    """Which of several equally suitable wordings was taken, and all that is needed to judge the choosing later."""

    section = Section.SUPPORT
    seen_with = "check_in"
    append_only = True

    person = models.ForeignKey(Person, models.CASCADE, related_name="%(class)ss", db_constraint=False)
    check_in = models.OneToOneField(CheckIn, models.CASCADE, db_constraint=False, related_name="decision")
    at = models.DateTimeField(db_default=Now())
    policy = plain(models.CharField("policy and its version", max_length=60))
    options = plain(ArrayField(models.CharField(max_length=60)))
    chosen = plain(models.CharField(max_length=60))
    probability = plain(models.FloatField("with which it was chosen"))
    features = clinical(models.JSONField("what the policy knew"))
