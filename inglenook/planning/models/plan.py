"""The one shared plan of a person: goals in their words, actions small enough to do, versions as agreed."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from inglenook.community.models import Referral
from inglenook.core.models import User
from inglenook.core.privacy import clinical, contact, plain, social, words
from inglenook.core.roles import Section
from inglenook.core.shapes import Line, listed
from inglenook.people.models import ListedRow, Person, PersonRow, follow
from inglenook.people.models.person import Written

from .conversation import Conversation
from .cycle import ReviewCycle
from .papers import Prepared, Reviewed
from .parts import Coded, GoalState, Need


@follow
class Plan(PersonRow, Written, Prepared, Reviewed):
    """A person's care and support plan as it stands. What was agreed on a day is a `PlanVersion`."""

    section = Section.PLAN

    person = models.OneToOneField(Person, models.CASCADE, related_name="plan")
    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    can_stop = words(models.TextField("what can stop", blank=True, db_default=""))
    funding = social(models.TextField("who pays", blank=True, default="", db_default=""))
    funding_code = plain(models.CharField("who pays, code", max_length=20, blank=True, default="", db_default=""))
    documents = listed(Line, words(models.JSONField(default=list, db_default=[], blank=True)))
    left_out = plain(ArrayField(models.CharField(max_length=20), default=list, db_default=[], blank=True))


@follow
class Goal(PersonRow, Written, Coded):
    """What the person wants, in their words. Importance keeps the bounds of its scale."""

    State = GoalState
    section = Section.PLAN

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals")
    conversation = models.ForeignKey(Conversation, models.SET_NULL, null=True, related_name="goals")
    need = models.ForeignKey(Need, models.SET_NULL, null=True, blank=True, related_name="goals")
    wording = words(models.TextField())
    in_own_hand = models.BooleanField("written by the person, not for them", default=False, db_default=False)
    importance = words(models.SmallIntegerField(null=True, blank=True))
    importance_from = plain(models.SmallIntegerField(default=1, db_default=1))
    importance_to = plain(models.SmallIntegerField(default=10, db_default=10))
    outcomes = listed(Line, words(models.JSONField(default=list, db_default=[], blank=True)))
    state = plain(models.CharField(max_length=20, choices=State, db_default=State.CURRENT, default=State.CURRENT))
    state_code = clinical(models.CharField(max_length=20, blank=True, default="", db_default=""))
    position = plain(models.SmallIntegerField(default=0, db_default=0))

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(importance=None) | Q(importance__range=(F("importance_from"), F("importance_to"))),
                name="importance_on_its_scale",
            )
        ]


@follow
class Action(PersonRow, Written, Coded):
    """One step towards a goal. Under 7 of 10 confidence the page offers to make it smaller."""

    class Who(models.TextChoices):
        PERSON = "person", "The person"
        PROFESSIONAL = "professional", "A professional"
        OTHER = "other", "Somebody else"

    class State(models.TextChoices):
        CURRENT = "current", "Under way"
        DONE = "done", "Done"
        STOPPED = "stopped", "Stopped"

    section = Section.PLAN

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions")
    goal = models.ForeignKey(Goal, models.SET_NULL, null=True, blank=True, related_name="actions")
    what = words(models.TextField())
    how_much = words(models.CharField(max_length=200, blank=True, db_default=""))
    when = words(models.CharField(max_length=200, blank=True, db_default=""))
    where = words(models.CharField(max_length=200, blank=True, db_default=""))
    how_often = words(models.CharField(max_length=200, blank=True, db_default=""))
    who = plain(models.CharField(max_length=20, choices=Who, db_default=Who.PERSON, default=Who.PERSON))
    who_words = words(models.CharField("who, in words", max_length=200, blank=True, db_default=""))
    who_role = words(models.CharField(max_length=200, blank=True, default="", db_default=""))
    who_team = words(models.CharField(max_length=200, blank=True, default="", db_default=""))
    who_contact = contact(models.CharField(max_length=200, blank=True, default="", db_default=""))
    if_this = words(models.CharField("if", max_length=500, blank=True, db_default=""))
    then_that = words(models.CharField("then", max_length=500, blank=True, db_default=""))
    confidence = words(models.SmallIntegerField(null=True, blank=True))
    confidence_from = plain(models.SmallIntegerField(default=0, db_default=0))
    confidence_to = plain(models.SmallIntegerField(default=10, db_default=10))
    owner = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    referral = models.ForeignKey(Referral, models.SET_NULL, null=True, blank=True, related_name="actions")
    strategy = clinical(models.CharField("strategy it came from", max_length=60, blank=True, default="", db_default=""))
    barrier = social(models.CharField("what was in the way", max_length=60, blank=True, default="", db_default=""))
    review_on = plain(models.DateField(null=True, blank=True))
    state = plain(models.CharField(max_length=20, choices=State, db_default=State.CURRENT, default=State.CURRENT))
    state_words = words(
        models.CharField("how it stands, in words", max_length=500, blank=True, default="", db_default="")
    )
    state_code = clinical(models.CharField(max_length=20, blank=True, default="", db_default=""))
    position = plain(models.SmallIntegerField(default=0, db_default=0))

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["strategy"], condition=~Q(strategy=""), name="action_by_strategy")]
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__range=(F("confidence_from"), F("confidence_to"))),
                name="confidence_on_its_scale",
            )
        ]


class PlanVersion(PersonRow):
    """The plan as agreed on a day: whole, by whom, never changed."""

    section = Section.PLAN
    append_only = True

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    cycle = models.ForeignKey(ReviewCycle, models.SET_NULL, null=True, related_name="versions")
    number = plain(models.SmallIntegerField())
    contents = words(models.JSONField())
    agreed_at = models.DateTimeField(db_default=Now())
    agreed_with = models.ForeignKey(User, models.PROTECT, related_name="+")
    agreed_by = words(models.CharField("who agreed for the person, in words", max_length=300))
    agreed_as = words(models.CharField("who stands for the person, as what", max_length=200, default="", db_default=""))

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="version_once")]


@follow
class FollowUp(ListedRow, Written):
    """Asking how an action went: with an owner, within 14 days, and no blame in its outcomes."""

    class Outcome(models.TextChoices):
        DONE = "done", "Did it"
        SOME = "some", "Did some of it"
        NOT_YET = "not_yet", "Not yet"
        CHANGED = "changed", "Changed it to fit better"
        STOP = "stop", "Does not want to go on with it"

    section = Section.PLAN

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    action = models.ForeignKey(Action, models.CASCADE, related_name="follow_ups")
    due_on = plain(models.DateField())
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    outcome = words(models.CharField(max_length=20, choices=Outcome, blank=True, db_default=""))
    their_words = words(models.TextField(blank=True, db_default=""))
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["action"], condition=Q(done_at=None), name="one_open_follow_up")]
        indexes = [
            models.Index(fields=["owner", "due_on"], condition=Q(done_at=None), name="follow_up_by_owner"),
            models.Index(fields=["practice", "due_on"], condition=Q(done_at=None), name="follow_up_by_practice"),
        ]
