"""Group and telephone coaching: when, where, who came, what came of it."""

import uuid

from django.db import models
from django.db.models import Func, Q

from inglenook.core.models import Organisation, User
from inglenook.core.privacy import plain, words
from inglenook.core.roles import Section
from inglenook.kit.marking import marked
from inglenook.people.models import PersonRow, follow
from inglenook.people.models.person import Written

from .alert import COVERED_ROLES
from .enrolment import Enrolment


class Session(models.Model):
    """A time that a coach offers, to one person by phone or to a group."""

    class Kind(models.TextChoices):
        PHONE = "phone", marked("By phone")
        GROUP = "group", marked("Group")
        IN_PERSON = "in_person", marked("In person")

    public = True
    kept_by = COVERED_ROLES

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="sessions")
    coach = models.ForeignKey(User, models.PROTECT, related_name="sessions")
    kind = plain(models.CharField(max_length=10, choices=Kind))
    title = plain(models.CharField(max_length=200))
    starts_at = models.DateTimeField()
    minutes = plain(models.SmallIntegerField(default=30))
    place = plain(models.CharField(max_length=300, blank=True, db_default=""))
    places = plain(models.SmallIntegerField(default=1))
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["coach", "starts_at"], name="session_by_coach")]


@follow
class Booking(PersonRow, Written):
    """A person's place in a session, whether they came, and what was said and agreed."""

    class State(models.TextChoices):
        BOOKED = "booked", "Booked"
        ATTENDED = "attended", "Came"
        MISSED = "missed", "Did not come"
        CANCELLED = "cancelled", "Cancelled"

    section = Section.SUPPORT
    seen_with = "enrolment"

    session = models.ForeignKey(Session, models.PROTECT, related_name="bookings")
    enrolment = models.ForeignKey(Enrolment, models.SET_NULL, null=True, blank=True, related_name="bookings")
    state = plain(models.CharField(max_length=10, choices=State, db_default=State.BOOKED, default=State.BOOKED))
    note = words(models.TextField(blank=True, db_default=""))
    outcome = words(models.TextField("what was agreed", blank=True, db_default=""))
    confidence = words(models.SmallIntegerField("of 10", null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "session"], condition=~Q(state="cancelled"), name="booked_once"),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__range=(0, 10)), name="booking_confidence"
            ),
        ]
