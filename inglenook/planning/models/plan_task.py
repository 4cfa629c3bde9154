"""What the plan asks of one member of the team, or of the person."""

import uuid

from django.db import models
from django.db.models import Func, Q

from inglenook.core.models import User
from inglenook.core.privacy import plain, words
from inglenook.core.roles import Section
from inglenook.people.models import PersonRow, follow
from inglenook.people.models.person import Written

from .decision import SharedDecision
from .plan import Action, Goal, Plan


@follow
class PlanTask(PersonRow, Written):
    """One thing that somebody does by a day, where the person can read it. A colleague's stands on "Today" too."""

    section = Section.PLAN

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tasks")
    goal = models.ForeignKey(Goal, models.SET_NULL, null=True, blank=True, related_name="tasks")
    action = models.ForeignKey(Action, models.SET_NULL, null=True, blank=True, related_name="tasks")
    decision = models.ForeignKey(SharedDecision, models.SET_NULL, null=True, blank=True, related_name="tasks")
    what = words(models.CharField(max_length=500))
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    owner_words = words(
        models.CharField("whose it is: nothing is the person", max_length=300, blank=True, db_default="")
    )
    due_on = plain(models.DateField())
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="plan_task_says_what")]
