"""Practised conversations, who observes them, an organisation's own scenarios, and figures without names."""

import uuid

from django.db import models
from django.db.models import Func
from django.db.models.functions import Now

from inglenook.core.models import Organisation, User
from inglenook.core.privacy import plain, secret, words

EDUCATORS = ("manager", "coach", "gp", "nurse")


class Talk(models.Model):
    """A practised conversation, saved at each turn. The learner's alone: not even background work opens it."""

    own_rows = "learner_id"
    sealed = True

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    learner = models.ForeignKey(User, models.CASCADE, related_name="+")
    scenario = plain(models.CharField("code of the scenario", max_length=40))
    title = plain(models.CharField(max_length=200))
    version = plain(models.CharField("digest of the scenario's text", max_length=12))
    state = plain(models.JSONField("where the talk stands"))
    lines = words(models.JSONField("what was said, answered and marked, turn by turn", default=list))
    started_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["learner", "-changed_at"], name="talk_by_learner")]

    def __str__(self):
        return self.title


class ObserverCode(models.Model):
    """A code by which a learner lets one colleague observe: a practised conversation, or a real one."""

    class Occasion(models.TextChoices):
        PRACTICE = "practice", "A practised conversation"
        REAL = "real", "A conversation at work"

    own_rows = "learner_id"

    code = secret(models.CharField(max_length=12, unique=True))
    learner = models.ForeignKey(User, models.CASCADE, related_name="+")
    occasion = plain(models.CharField(max_length=10, choices=Occasion))
    scenario = plain(models.CharField("code of the scenario", max_length=40, blank=True, db_default=""))
    made_at = models.DateTimeField(db_default=Now())
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]


class Observation(models.Model):
    """What an observer noted. Written by the observer, read by the learner too once it is finished."""

    own_rows = "observer_id"
    own_reads = "shown_to_id"

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    observer = models.ForeignKey(User, models.CASCADE, related_name="+")
    learner = models.ForeignKey(User, models.CASCADE, related_name="+")
    shown_to = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    occasion = plain(models.CharField(max_length=10, choices=ObserverCode.Occasion))
    scenario = plain(models.CharField("code of the scenario", max_length=40, blank=True, db_default=""))
    seen = plain(models.JSONField("how often each skill was seen", default=dict))
    went_well = words(models.TextField(blank=True, db_default=""))
    to_try = words(models.TextField(blank=True, db_default=""))
    started_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["shown_to", "-finished_at"], name="observation_by_learner")]


class OwnScenario(models.Model):
    """A scenario that an educator wrote and the checker found whole; withdrawn, it is not offered."""

    public = True
    kept_by = EDUCATORS

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    code = plain(models.CharField(max_length=40))
    title = plain(models.CharField(max_length=200))
    text = plain(models.TextField("the scenario's file"))
    published_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="own_scenario_once")]

    def __str__(self):
        return self.title


class TeamTally(models.Model):
    """What somebody's practice and self-rating add to the figures of their organisation in a month.

    `marker` tells members apart and cannot be turned back into one without the site's key. No words, no names.
    """

    inner = True

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    month = plain(models.DateField("first day of the month"))
    marker = plain(models.CharField(max_length=40))
    talks = plain(models.SmallIntegerField("practised conversations that were finished", default=0, db_default=0))
    scores = plain(models.JSONField("the month's last self-rating by skill, 1 to 5", default=dict))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "month", "marker"], name="team_tally_once")]
