"""What people add to their own record: conditions, medicines, allergies, appointments, and who is who in their life.

It stands beside what others recorded, each with who said it and how it came; neither changes the other.
"""

import uuid
from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inglenook.core.privacy import clinical, contact, identity, plain, social, words
from inglenook.core.roles import Section

from .history import follow
from .person import PersonRow, Written
from .record import ConditionGroup


class Way(models.TextChoices):
    """How it came to be typed in."""

    WEB = "web", _("On the web")
    PAPER = "paper", _("On paper")
    PHONE = "phone", _("By phone")
    IN_PERSON = "in_person", _("Face to face")


class OwnQuerySet(models.QuerySet):
    def standing(self):
        """Without what was taken away again."""
        return self.filter(removed_at=None)


class OwnRow(PersonRow, Written):
    """A row that the person said, by the way it came; taken away it stays, so that this can be undone."""

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    way = plain(models.CharField(max_length=10, choices=Way, default=Way.WEB, db_default=Way.WEB))
    said_by = words(models.CharField("who said it, when not the person", max_length=200, blank=True, db_default=""))
    added_at = models.DateTimeField(db_default=Now(), editable=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{type(self).__name__} {self.ref}"


@follow
class OwnFact(OwnRow):
    """A condition, medicine or allergy as the person says it."""

    class Kind(models.TextChoices):
        CONDITION = "condition", _("Condition")
        MEDICINE = "medicine", _("Medicine")
        ALLERGY = "allergy", _("Allergy")

    section = Section.FACTS

    kind = plain(models.CharField(max_length=10, choices=Kind))
    what = words(models.CharField("in the person's words", max_length=300))
    detail = words(models.CharField("dose, or what happens", max_length=1000, blank=True, db_default=""))
    since = words(models.CharField("since when, in their words", max_length=100, blank=True, db_default=""))
    group = models.ForeignKey(ConditionGroup, models.SET_NULL, null=True, blank=True, related_name="+")
    ended_on = clinical(models.DateField("had or taken no longer", null=True, blank=True))

    class Meta:
        ordering = ["added_at", "pk"]
        indexes = [models.Index(fields=["person", "kind"], name="own_fact_by_person")]


@follow
class OwnAppointment(OwnRow):
    """A visit or call that the person knows of and no record here does."""

    section = Section.FACTS

    what = words(models.CharField("what it is for", max_length=300))
    at = clinical(models.DateTimeField())
    place = words(models.CharField(max_length=300, blank=True, db_default=""))
    with_whom = words(models.CharField(max_length=200, blank=True, db_default=""))
    note = words(models.TextField("what to take along or ask", blank=True, db_default=""))

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["person", "at"], name="own_appointment_by_person")]

    @property
    def has_time(self) -> bool:
        """Midnight stands for a day whose hour nobody said."""
        return timezone.localtime(self.at).time() != time()


@follow
class PersonalContact(OwnRow):
    """Somebody in the person's life, as "Personal contacts" of the PRSB standard."""

    class Role(models.TextChoices):
        CARER = "carer", _("Helps care for me")
        NEXT_OF_KIN = "next_of_kin", _("My next of kin")
        EMERGENCY = "emergency", _("To ring in an emergency")
        DEPENDANT = "dependant", _("Depends on me")

    section = Section.ABOUT

    name = identity(models.CharField(max_length=200))
    relationship = social(models.CharField(max_length=100, blank=True, db_default=""))
    roles = social(ArrayField(models.CharField(max_length=20, choices=Role), default=list, db_default=[], blank=True))
    phone = contact(models.CharField(max_length=40, blank=True, db_default=""))
    contact_details = contact(models.CharField("other ways to reach them", max_length=500, blank=True, db_default=""))
    comments = words(models.TextField("why they matter", blank=True, db_default=""))

    class Meta:
        ordering = ["name", "pk"]

    @property
    def role_words(self) -> list[str]:
        return [str(self.Role(role).label) for role in self.roles]


@follow
class ProfessionalContact(OwnRow):
    """A professional who helps the person, wherever they work, as "Professional contacts" of the PRSB standard."""

    section = Section.ABOUT

    name = identity(models.CharField(max_length=200, blank=True, db_default=""))
    role = plain(models.CharField(max_length=200, blank=True, db_default=""))
    is_key_worker = models.BooleanField(default=False, db_default=False)
    speciality = clinical(models.CharField(max_length=200, blank=True, db_default=""))
    team = plain(models.CharField(max_length=200, blank=True, db_default=""))
    organisation = plain(models.CharField(max_length=200, blank=True, db_default=""))
    organisation_code = plain(models.CharField("code (ODS)", max_length=20, blank=True, db_default=""))
    phone = contact(models.CharField(max_length=40, blank=True, db_default=""))
    contact_details = contact(models.CharField("other ways to reach them", max_length=500, blank=True, db_default=""))
    started_on = plain(models.DateField(null=True, blank=True))
    ended_on = plain(models.DateField(null=True, blank=True))

    class Meta:
        ordering = ["-is_key_worker", "name", "pk"]
