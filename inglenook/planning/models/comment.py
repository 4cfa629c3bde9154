"""What the team and the person say to each other about the plan."""

import uuid

from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now

from inglenook.core.models import User
from inglenook.core.privacy import words
from inglenook.core.roles import Section
from inglenook.people.models import PersonRow, follow

from .plan import Action, Goal, Plan


@follow
class Comment(PersonRow):
    """A few words about a plan, or about one goal or action of it. Its words stay; their author can take them back."""

    section = Section.PLAN

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="comments")
    goal = models.ForeignKey(Goal, models.CASCADE, null=True, related_name="comments")
    action = models.ForeignKey(Action, models.CASCADE, null=True, related_name="comments")
    text = words(models.TextField())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    by_words = words(models.CharField("who wrote it: nothing is the person", max_length=300, blank=True, db_default=""))
    at = models.DateTimeField(db_default=Now())
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.CheckConstraint(condition=Q(goal=None) | Q(action=None), name="comment_on_one_thing"),
        ]
