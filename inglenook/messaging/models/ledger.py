"""The ledger of messages out: every state is dated, nothing is sent twice."""

import uuid

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce, Now

from inglenook.core.channels import Channel
from inglenook.core.models import Organisation, User
from inglenook.core.privacy import plain, words
from inglenook.core.roles import Section
from inglenook.people.models import ListedRow, Person, follow

from .contact import ContactPoint

WAITING = Q(handed_over_at=None, failed_at=None, suppressed_at=None, lapsed_at=None)


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
class Message(ListedRow):
    """One thing on its way to a person. `key` names what it is for, so that asking twice sends once.

    Whoever asks for it writes what is due, from which template and until when it is worth sending; the outbox makes the
    text, hands it over and notes what became of it.
    """

    section = Section.MESSAGES

    # Messages are written for many at once, from people just read: the database need not look each one up again.
    person = models.ForeignKey(Person, models.CASCADE, related_name="%(class)ss", db_index=False, db_constraint=False)
    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    key = plain(models.CharField("what it is for, once", max_length=100))
    kind = plain(models.CharField(max_length=40))
    topic = plain(
        models.CharField("programme or other subject that can be stopped by itself", max_length=60, db_default="")
    )
    channel = plain(models.CharField(max_length=10, choices=Channel))
    contact_point = models.ForeignKey(ContactPoint, models.SET_NULL, null=True, db_index=False, related_name="messages")
    carer = models.ForeignKey(
        User, models.SET_NULL, null=True, db_index=False, related_name="+", verbose_name="for the carer, not the person"
    )
    print_run = models.ForeignKey(PrintRun, models.SET_NULL, null=True, db_index=False, related_name="messages")
    is_urgent = models.BooleanField("keeps no quiet hours and counts against no cap", db_default=False)

    template = plain(models.CharField(max_length=100, db_default=""))
    language = plain(models.CharField("language (BCP 47)", max_length=20, db_default="en"))
    values = words(models.JSONField("what the template is filled with", default=dict, db_default={}))
    text = words(models.TextField("as it went out", db_default=""))
    segments = plain(models.SmallIntegerField("parts of a text message", null=True))
    cost_pence = plain(models.DecimalField(max_digits=6, decimal_places=2, null=True))

    due_at = models.DateTimeField(db_default=Now())
    lapses_at = models.DateTimeField("not worth sending after", null=True)
    not_before = models.DateTimeField("though due: held back, in a worker's hands, or to be tried again", null=True)
    held_because = plain(models.CharField(max_length=200, db_default=""))
    made_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField("a worker began to hand it over", null=True)
    tries = plain(models.SmallIntegerField(db_default=0))
    gateway = plain(models.CharField(max_length=40, db_default=""))
    gateway_key = plain(models.CharField("the gateway's own key", max_length=200, db_default=""))
    handed_over_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = plain(models.CharField("what went wrong, without personal data", max_length=500, db_default=""))
    lapsed_at = models.DateTimeField(null=True)
    lapsed_because = plain(models.CharField(max_length=200, db_default=""))
    suppressed_at = models.DateTimeField(null=True)
    suppressed_because = plain(models.CharField(max_length=200, db_default=""))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key"], name="message_once")]
        indexes = [
            models.Index(fields=["person", "-due_at"], name="message_by_person"),
            models.Index(fields=["practice", "-due_at"], name="message_by_practice"),
            models.Index(fields=["print_run"], condition=Q(print_run__isnull=False), name="message_by_print_run"),
            models.Index(
                F("is_urgent"),
                Coalesce("not_before", "due_at"),
                condition=WAITING & ~Q(template=""),
                name="message_outbox",
            ),
            models.Index(
                fields=["gateway", "gateway_key"], condition=~Q(gateway_key=""), name="message_by_gateway_key"
            ),
        ]
        ordering = ["-due_at"]
