"""What comes in: first as it arrived, then as somebody's reply."""

import uuid

from django.db import models
from django.db.models import Func
from django.db.models.functions import Now

from inglenook.core.channels import Channel
from inglenook.core.models import User
from inglenook.core.privacy import contact, plain, words
from inglenook.core.roles import Section
from inglenook.people.models import ListedRow, follow
from inglenook.people.models.person import Written

from .contact import ContactPoint
from .ledger import Message


class Arrival(models.Model):
    """One thing as a gateway gave it, kept before anything is made of it. `key` is the gateway's own: once is once."""

    inner = True

    key = plain(models.CharField("gateway and its own key", max_length=250, unique=True))
    channel = plain(models.CharField(max_length=10, choices=Channel))
    gateway = plain(models.CharField(max_length=40))
    sender = contact(models.CharField(max_length=500))
    text = words(models.TextField())
    sent_at = models.DateTimeField("as the gateway says", null=True)
    arrived_at = models.DateTimeField(db_default=Now())
    taken_at = models.DateTimeField("made into replies, or answered", null=True)
    outcome = plain(models.CharField("what was made of it", max_length=40, db_default=""))

    class Meta:
        indexes = [
            models.Index(fields=["arrived_at"], condition=models.Q(taken_at=None), name="arrival_waiting"),
        ]


@follow
class Reply(ListedRow, Written):
    """What a person, or their carer, said to us in their own words, by whatever channel. Kept as said."""

    section = Section.MESSAGES

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    arrival = models.OneToOneField(Arrival, models.PROTECT, null=True, related_name="reply")
    channel = plain(models.CharField(max_length=10, choices=Channel))
    contact_point = models.ForeignKey(ContactPoint, models.SET_NULL, null=True, db_index=False, related_name="+")
    carer = models.ForeignKey(User, models.SET_NULL, null=True, db_index=False, related_name="+")
    message = models.ForeignKey(Message, models.SET_NULL, null=True, db_index=False, related_name="replies")
    text = words(models.TextField())
    received_at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField("seen to: answered, acted on, or put before somebody", null=True)
    reading = plain(models.CharField("what it was taken for", max_length=40, db_default=""))

    class Meta:
        verbose_name_plural = "replies"
        ordering = ["-received_at"]
        indexes = [
            models.Index(fields=["person", "-received_at"], name="reply_by_person"),
            models.Index(fields=["-received_at"], name="reply_by_time"),
            models.Index(fields=["received_at"], condition=models.Q(read_at=None), name="reply_unread"),
        ]
