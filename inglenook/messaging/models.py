"""The ledger of messages: every state is dated, nothing is sent twice."""

import uuid

from django.db import models
from django.db.models import Func
from django.db.models.functions import Now

from inglenook.core.channels import Channel
from inglenook.core.models import Organisation, User
from inglenook.core.privacy import plain
from inglenook.core.roles import Section
from inglenook.people.models import PersonRow, follow


class PrintRun(models.Model):
    """Letters made together into one file, for printing and posting."""

    public = True

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="print_runs")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    letters = plain(models.IntegerField(db_default=0))
    done = plain(models.IntegerField(db_default=0))
    finished_at = models.DateTimeField(null=True)
    posted_at = models.DateTimeField(null=True)
    failure = plain(models.CharField(max_length=500, db_default=""))

    class Meta:
        ordering = ["-asked_at"]


@follow
class Message(PersonRow):
    """One thing on its way to a person. `key` names what it is for, so that asking twice sends once."""

    section = Section.MESSAGES

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    key = plain(models.CharField("what it is for, once", max_length=100, unique=True))
    kind = plain(models.CharField(max_length=40))
    channel = plain(models.CharField(max_length=10, choices=Channel))
    print_run = models.ForeignKey(PrintRun, models.SET_NULL, null=True, related_name="messages")
    due_at = models.DateTimeField(db_default=Now())
    made_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = plain(models.CharField("what went wrong, without personal data", max_length=500, db_default=""))
    suppressed_at = models.DateTimeField(null=True)
    suppressed_because = plain(models.CharField(max_length=200, db_default=""))

    class Meta:
        indexes = [models.Index(fields=["person", "-due_at"], name="message_by_person")]
        ordering = ["-due_at"]
