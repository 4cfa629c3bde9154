"""One year's way through the house, every step a dated event."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now

from inglenook.core.channels import Channel
from inglenook.core.models import User
from inglenook.core.privacy import clinical, plain, words
from inglenook.core.roles import Section
from inglenook.people.models import ListedRow, Person, PersonRow, follow
from inglenook.people.models.person import Written

from ..rules import OPEN_STATES, STATES


@follow
class ReviewCycle(ListedRow):
    """A person's combined review for all conditions: when it is due, why, and where it has got to."""

    section = Section.CYCLE

    person = models.ForeignKey(Person, models.CASCADE, related_name="%(class)ss", db_index=False, db_constraint=False)
    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    due_on = plain(models.DateField())
    reasons = clinical(ArrayField(models.CharField(max_length=60), default=list, db_default=[]))
    state = plain(models.CharField(max_length=20, choices=list(STATES.items()), db_default="due"))
    state_since = plain(models.DateField(db_default=Now()))
    owner = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    previous = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    opened_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(state__in=OPEN_STATES), name="one_open_cycle"),
            models.UniqueConstraint(fields=["previous"], condition=Q(previous__isnull=False), name="one_next_cycle"),
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="cycle_state_known"),
        ]
        indexes = [
            models.Index(fields=["practice", "state", "due_on"], name="cycle_by_practice"),
            models.Index(fields=["person", "-due_on"], name="cycle_by_person"),
            models.Index(fields=["owner"], condition=Q(owner__isnull=False), name="cycle_by_owner"),
        ]

    def __str__(self):
        return f"Review due {self.due_on}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class CycleEvent(PersonRow):
    """One step of a cycle. Added, never changed. `code` is the SNOMED CT code configured for the step."""

    section = Section.CYCLE
    append_only = True

    cycle = models.ForeignKey(ReviewCycle, models.CASCADE, related_name="events")
    step = plain(models.CharField(max_length=30))
    from_state = plain(models.CharField(max_length=20, blank=True))
    to_state = plain(models.CharField(max_length=20))
    on = plain(models.DateField())
    code = clinical(models.CharField(max_length=30, blank=True, db_default=""))
    note = words(models.TextField(blank=True, db_default=""))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["entered_at", "pk"]
        indexes = [models.Index(fields=["cycle"], name="event_by_cycle")]


@follow
class TestNeeded(PersonRow, Written):
    """A test or check the person needs before the conversation. Declined and not reached are states, not gaps."""

    class State(models.TextChoices):
        NEEDED = "needed", "Needed"
        BOOKED = "booked", "Booked"
        DONE = "done", "Done"
        DECLINED = "declined", "Declined"
        NOT_REACHED = "not_reached", "Not reached"

    __test__ = False  # the name is the field's; not a test class
    section = Section.CYCLE

    cycle = models.ForeignKey(ReviewCycle, models.CASCADE, related_name="tests")
    check_code = clinical(models.CharField("check, by its code in the rules", max_length=40))
    because = clinical(ArrayField(models.CharField(max_length=60), default=list, db_default=[]))
    last_on = clinical(models.DateField("when it was last done", null=True))
    state = plain(models.CharField(max_length=20, choices=State, db_default=State.NEEDED))
    state_on = plain(models.DateField(db_default=Now()))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "check_code"], name="check_once")]


@follow
class Contact(PersonRow, Written):
    """One attempt to reach a person about their review, and how it went."""

    class Outcome(models.TextChoices):
        BOOKED = "booked", "Visit booked"
        LEFT_MESSAGE = "left_message", "Left a message"
        NO_ANSWER = "no_answer", "No answer"
        SENT = "sent", "Invitation sent"
        CALL_BACK = "call_back", "Asked us to call back"
        DECLINED = "declined", "Does not want it this year"
        WRONG_DETAILS = "wrong_details", "Details are wrong"

    section = Section.CYCLE

    cycle = models.ForeignKey(ReviewCycle, models.CASCADE, related_name="contacts")
    channel = plain(models.CharField(max_length=10, choices=Channel))
    at = models.DateTimeField(db_default=Now())
    outcome = plain(models.CharField(max_length=20, choices=Outcome))
    visit_at = models.DateTimeField(null=True, blank=True)
    note = words(models.TextField(blank=True, db_default=""))

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["cycle", "-at"], name="contact_by_cycle")]
