"""Questionnaires as they were given to a person, with what they answered and what it came to."""

import uuid

from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now

from inglenook.core.privacy import clinical, plain
from inglenook.core.roles import Section
from inglenook.people.models import PersonRow, follow
from inglenook.people.models.person import Written


@follow
class Administration(PersonRow, Written):
    """One instrument asked of one person on one occasion. What was answered stays as answered; scores are made of it.

    `low` and `high` are the bounds of the scale at that time, so that a score can be read without its instrument.
    """

    class Way(models.TextChoices):
        WEB = "web", "On the web"
        TEXT = "text", "By text"
        PHONE = "phone", "On the phone, written down by staff"
        IN_PERSON = "in_person", "Face to face, written down by staff"
        PAPER = "paper", "On paper, typed in by staff"

    section = Section.MEASURES

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    instrument = plain(models.CharField("instrument, by its code", max_length=40))
    version = plain(models.CharField(max_length=20))
    language = plain(models.CharField(max_length=20, default="en", db_default="en"))
    asked_at = models.DateTimeField(db_default=Now())
    answered_at = models.DateTimeField(null=True)
    way = plain(models.CharField(max_length=10, choices=Way, blank=True, db_default=""))
    answers = clinical(models.JSONField("item to the value answered; null where left out", default=dict))
    score = clinical(models.FloatField(null=True))
    low = plain(models.FloatField(null=True))
    high = plain(models.FloatField(null=True))

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["person", "instrument", "-answered_at"], name="administration_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=models.F("low"), score__lte=models.F("high")),
                name="administration_score_in_bounds",
            )
        ]
