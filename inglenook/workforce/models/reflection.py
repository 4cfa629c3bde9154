"""What staff write about their own work: reflections, supervision, how they rate their own skills."""

import uuid

from django.db import models
from django.db.models import Func
from django.db.models.functions import Now

from inglenook.core.models import User
from inglenook.core.privacy import plain, words


class Reflection(models.Model):
    """What happened, what I tried, what next. The author's alone, but for one supervisor they show an entry to."""

    class Kind(models.TextChoices):
        REFLECTION = "reflection", "Reflection"
        SUPERVISION = "supervision", "Supervision"

    own_rows = "author_id"
    own_reads = "shown_to_id"
    sealed = True

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    author = models.ForeignKey(User, models.CASCADE, related_name="+")
    shown_to = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    kind = plain(models.CharField(max_length=12, choices=Kind, default=Kind.REFLECTION))
    on = plain(models.DateField("the day it is about"))
    minutes = plain(models.SmallIntegerField("time spent, for the CPD record", null=True, blank=True))
    happened = words(models.TextField("what happened"))
    tried = words(models.TextField("what I tried", blank=True, db_default=""))
    next = words(models.TextField("what next", blank=True, db_default=""))
    with_whom = words(models.CharField("supervision: with whom", max_length=200, blank=True, db_default=""))
    skills = plain(models.JSONField("codes of the skills it is about", default=list))
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["author", "-on"], name="reflection_by_author")]


class SelfRating(models.Model):
    """How sure somebody is of each skill on a day, 1 to 5. The author's alone."""

    own_rows = "author_id"
    sealed = True

    author = models.ForeignKey(User, models.CASCADE, related_name="+")
    on = plain(models.DateField())
    scores = plain(models.JSONField("1 to 5 by skill"))

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["author", "on"], name="self_rating_once_a_day")]
