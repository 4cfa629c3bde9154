"""Lists of the plan beside its goals and actions, as the national standard has them: strengths, needs, stage goals."""

import uuid

from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now

from inglenook.core.privacy import clinical, plain, words
from inglenook.core.roles import Section
from inglenook.people.models import PersonRow, follow
from inglenook.people.models.person import Written


class GoalState(models.TextChoices):
    """How a goal stands, large or small."""

    CURRENT = "current", "Working towards it"
    REACHED = "reached", "Reached"
    SET_ASIDE = "set_aside", "Set aside"


class PlanRow(PersonRow, Written):
    """One row of a plan, in its place; taken off, it can be put back."""

    section = Section.PLAN

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    plan = models.ForeignKey("planning.Plan", models.CASCADE, related_name="%(class)ss")
    position = plain(models.SmallIntegerField(default=0, db_default=0))
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Coded(models.Model):
    """Words, and the SNOMED CT code that says the same where a system gave one."""

    code = clinical(models.CharField("SNOMED CT code", max_length=20, blank=True, default="", db_default=""))

    class Meta:
        abstract = True


@follow
class Strength(PlanRow, Coded):
    """Something the person is good at, has, or can count on."""

    wording = words(models.TextField())

    class Meta(PlanRow.Meta):
        constraints = [models.CheckConstraint(condition=~Q(wording=""), name="strength_says_something")]


@follow
class Need(PlanRow, Coded):
    """Something that is hard or worrying. Goals may hang under it."""

    wording = words(models.TextField())

    class Meta(PlanRow.Meta):
        constraints = [models.CheckConstraint(condition=~Q(wording=""), name="need_says_something")]


@follow
class StageGoal(PlanRow, Coded):
    """A small goal on the way, under an action, with what came of it."""

    State = GoalState

    action = models.ForeignKey("planning.Action", models.CASCADE, related_name="stage_goals")
    wording = words(models.TextField())
    outcome = words(models.TextField("what came of it", blank=True, default="", db_default=""))
    outcome_code = clinical(models.CharField(max_length=20, blank=True, default="", db_default=""))
    state = plain(models.CharField(max_length=20, choices=State, db_default=State.CURRENT, default=State.CURRENT))
    state_code = clinical(models.CharField(max_length=20, blank=True, default="", db_default=""))

    class Meta(PlanRow.Meta):
        constraints = [models.CheckConstraint(condition=~Q(wording=""), name="stage_goal_says_something")]


@follow
class Adoption(PersonRow, Written):
    """What was done with a goal or activity that somebody else recorded: taken into the plan, or set aside.

    The original stays as it is, with its source; the plan's own row may say it in other words.
    """

    section = Section.PLAN

    recorded_goal = models.OneToOneField("people.RecordedGoal", models.CASCADE, null=True, related_name="adoption")
    recorded_plan = models.ForeignKey("people.RecordedPlan", models.CASCADE, null=True, related_name="adoptions")
    activity = words(models.TextField("the activity of the recorded plan", blank=True, default="", db_default=""))
    goal = models.ForeignKey("planning.Goal", models.CASCADE, null=True, related_name="adoptions")
    action = models.ForeignKey("planning.Action", models.CASCADE, null=True, related_name="adoptions")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recorded_plan", "activity"], name="activity_adopted_once"),
            models.CheckConstraint(
                condition=Q(recorded_goal=None) | Q(recorded_plan=None), name="adoption_of_one_thing"
            ),
            models.CheckConstraint(condition=Q(goal=None) | Q(action=None), name="adopted_as_one_thing"),
        ]
