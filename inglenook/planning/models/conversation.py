"""The planning talk: one agenda made of both, what was said and decided."""

import uuid

from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now

from inglenook.core.models import User
from inglenook.core.privacy import plain, social, words
from inglenook.core.roles import Section
from inglenook.people.models import PersonRow, follow
from inglenook.people.models.person import Written

from .cycle import ReviewCycle
from .preparation import Answer


@follow
class Conversation(PersonRow, Written):
    """One planning talk. Its free texts are saved as they are typed."""

    section = Section.CONVERSATION

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    cycle = models.OneToOneField(ReviewCycle, models.CASCADE, related_name="conversation")
    led_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    with_whom = social(models.CharField("who else is there", max_length=500, blank=True, db_default=""))
    notes = words(models.TextField(blank=True, db_default=""))
    decisions = words(models.TextField("what we decided", blank=True, db_default=""))
    started_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)


@follow
class AgendaItem(PersonRow, Written):
    """One thing to talk about, raised by the person or by the professional, in one order."""

    class RaisedBy(models.TextChoices):
        PERSON = "person", "The person"
        PROFESSIONAL = "professional", "The professional"

    section = Section.CONVERSATION

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="agenda")
    raised_by = plain(models.CharField(max_length=20, choices=RaisedBy))
    answer = models.ForeignKey(Answer, models.SET_NULL, null=True, related_name="+")
    wording = words(models.TextField())
    notes = words(models.TextField(blank=True, db_default=""))
    position = plain(models.SmallIntegerField(db_default=0))
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(wording=""), name="agenda_item_says_something"),
        ]


@follow
class SaidBack(PersonRow, Written):
    """Something the person said back in their own words, so that both know the meaning came across."""

    section = Section.CONVERSATION

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="said_back")
    about = words(models.CharField(max_length=500))
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["conversation", "about"], name="said_back_once")]


class Presence(PersonRow):
    """Who has a conversation open just now, and in which field."""

    section = Section.CONVERSATION

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="presences")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(db_default=Now())
    field = plain(models.CharField(max_length=100, db_default=""))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "user"], name="presence_once")]
