"""Goal attainment scaling (Kiresuk and Sherman 1968): five ways a goal could go, said beforehand, and how it went."""

import uuid

from django.db import models
from django.db.models import F, Func, Q

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.core.privacy import plain, words
from inglenook.core.roles import Section
from inglenook.people.models import PersonRow, follow
from inglenook.people.models.person import Written

from .plan import Goal


@follow
class AttainmentScale(PersonRow, Written):
    """What less, as much and more than expected would look like for one goal, and how much the goal counts."""

    section = Section.PLAN

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    goal = models.OneToOneField(Goal, models.CASCADE, related_name="scale")
    much_less = words(models.TextField())
    less = words(models.TextField())
    expected = words(models.TextField())
    more = words(models.TextField())
    much_more = words(models.TextField())
    weight = plain(models.SmallIntegerField(default=1, db_default=1))
    look_on = plain(models.DateField("when they look how it went", null=True, blank=True))
    put_away_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(weight__range=(1, 9)), name="weight_of_a_scale")]


class Attainment(PersonRow):
    """Where somebody stands on a scale on a day. Added, never changed: a later one of the day counts."""

    section = Section.PLAN
    append_only = True

    scale = models.ForeignKey(AttainmentScale, models.CASCADE, related_name="attainments")
    level = words(models.SmallIntegerField())
    level_from = plain(models.SmallIntegerField(default=-2, db_default=-2))
    level_to = plain(models.SmallIntegerField(default=2, db_default=2))
    on = plain(models.DateField(default=clock.today))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__range=(F("level_from"), F("level_to"))), name="level_on_its_scale"
            )
        ]
