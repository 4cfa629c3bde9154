"""How people are at the start of a referral and long after it: who was asked when, and what became of the asking."""

import uuid

from django.db import models
from django.db.models import Func, Q

from inglenook.core.models import Organisation
from inglenook.core.privacy import plain
from inglenook.core.roles import Section
from inglenook.measures.models import Administration
from inglenook.messaging.models import Message
from inglenook.people.models import PersonRow, follow

from .referral import LINK_WORKERS, Referral


def _heard(instrument: str) -> models.ForeignKey:
    return models.ForeignKey(Administration, models.SET_NULL, null=True, related_name="+", verbose_name=instrument)


@follow
class OutcomePoint(PersonRow):
    """One occasion on which one referral is followed up. Each instrument answered then is named by its own column.

    It is open until it is answered or lost. `question` is the one that was sent by text last and waits for a number.
    """

    class Lost(models.TextChoices):
        NO_ANSWER = "no_answer", "Asked, no answer"
        NOT_REACHED = "not_reached", "Not asked: no message went out"
        DIED = "died", "Has died"

    section = Section.MEASURES
    held_by = (("team_id", LINK_WORKERS),)

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    team = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.CASCADE, related_name="outcomes")
    occasion = plain(models.CharField("occasion, by its code in outcomes.yaml", max_length=20))
    due_on = plain(models.DateField())
    ends_on = plain(models.DateField("last day on which an answer counts"))
    asked_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+")
    question = plain(models.CharField("instrument:item", max_length=60, blank=True, db_default=""))
    ons4, ucla3, lonely = _heard("wellbeing"), _heard("loneliness"), _heard("loneliness, asked directly")
    answered_at = models.DateTimeField(null=True)
    lost_at = models.DateTimeField(null=True)
    lost_because = plain(models.CharField(max_length=20, choices=Lost, blank=True, db_default=""))

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(answered_at=None, lost_at=None), name="outcome_open"),
            models.Index(fields=["person", "due_on"], name="outcome_by_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["referral", "occasion"], name="outcome_once"),
            models.CheckConstraint(condition=Q(answered_at=None) | Q(lost_at=None), name="outcome_answered_or_lost"),
        ]
