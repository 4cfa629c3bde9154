"""Preparation: the pack that goes out, the answers that come back, each state dated."""

import uuid
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func
from django.db.models.functions import Now

from inglenook.core.channels import Channel
from inglenook.core.privacy import clinical, plain, secret, words
from inglenook.core.roles import Section
from inglenook.messaging.models import Message
from inglenook.people.models import ListedRow, PersonRow, follow
from inglenook.people.models.person import Written

from .cycle import ReviewCycle


@follow
class Pack(ListedRow, Written):
    """Results and prompts prepared for one person before one conversation: a ledger of its way there and back."""

    section = Section.PREPARATION

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    cycle = models.OneToOneField(ReviewCycle, models.CASCADE, related_name="pack")
    channel = plain(models.CharField(max_length=10, choices=Channel))
    large_print = plain(models.BooleanField(db_default=False))
    easy_read = plain(models.BooleanField(default=False, db_default=False))
    contents = clinical(models.JSONField("what the person is told, as it stood when made", default=dict))
    held_because = clinical(models.CharField("why it may not go out yet", max_length=200, db_default=""))
    message = models.OneToOneField(Message, models.SET_NULL, null=True, related_name="+")
    due_on = plain(models.DateField())
    made_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_unanswered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["practice", "due_on"], name="pack_by_practice")]

    @property
    def unanswered_since(self) -> datetime | None:
        """When waiting for an answer ended without one: somebody said so, or the review was closed."""
        return None if self.answered_at else self.closed_unanswered_at or self.cycle.closed_at


class PackLink(PersonRow):
    """A private link to one pack. Only a digest of the link is kept; it opens with the date of birth."""

    section = Section.PREPARATION

    pack = models.ForeignKey(Pack, models.CASCADE, related_name="links")
    token_digest = secret(models.CharField(max_length=64, unique=True))
    made_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    wrong_tries = plain(models.SmallIntegerField(db_default=0))


@follow
class Answer(PersonRow, Written):
    """What the person said to one prompt, in their words: written by them, or typed in from paper or phone."""

    class Way(models.TextChoices):
        WEB = "web", "On the web"
        PAPER = "paper", "On paper"
        PHONE = "phone", "By phone"
        IN_PERSON = "in_person", "In person"

    section = Section.PREPARATION

    pack = models.ForeignKey(Pack, models.CASCADE, related_name="answers")
    prompt = plain(models.CharField("prompt, by its code", max_length=40))
    text = words(models.TextField(blank=True, db_default=""))
    choices = words(ArrayField(models.CharField(max_length=200), default=list, db_default=[]))
    wants_help = words(models.BooleanField(db_default=False))
    way = plain(models.CharField(max_length=10, choices=Way, db_default=Way.WEB))
    said_by = words(models.CharField("who answered, when not the person alone", max_length=200, db_default=""))
    answered_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pack", "prompt"], name="answer_once")]
