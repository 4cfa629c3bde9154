"""Who a person is, as their practice registered them, and how they want to be met."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now

from inglenook.core.channels import Channel
from inglenook.core.models import Organisation, User
from inglenook.core.privacy import clinical, contact, identity, plain, social, words
from inglenook.core.roles import Section

from ..search import Sought
from .history import follow


class PersonQuerySet(models.QuerySet):
    def living(self, on: date):
        """People not known to have died by the end of that day."""
        return self.filter(Q(died_on=None) | Q(died_on__gt=on), is_dead=False) | self.filter(
            is_dead=True, died_on__gt=on
        )

    def found_by(self, text: str):
        """People whose NHS number or date of birth is what was typed, or whose names begin with each of its words."""
        sought = Sought.of(text)
        found = self
        if sought.born_on:
            found = found.filter(birth_date=sought.born_on)
        if sought.nhs_number:
            found = found.filter(nhs_number=sought.nhs_number)
        for word in sought.names:
            family = Q(family_name__istartswith=word) | Q(family_name__icontains=f" {word}")
            found = found.filter(family | Q(given_name__istartswith=word))
        return found if sought else found.none()


@follow
class Person(models.Model):
    """Someone on a practice's list, as the record says; what they say of themselves is in `Preferences`."""

    section = Section.IDENTITY
    person_column = "id"

    class Sex(models.TextChoices):
        FEMALE = "female", "Female"
        MALE = "male", "Male"
        OTHER = "other", "Other"
        UNKNOWN = "unknown", "Not known"

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    source = models.ForeignKey("people.Source", models.PROTECT, null=True, db_index=False, related_name="+")
    source_key = identity(models.CharField(max_length=200, db_default=""))
    fingerprint = models.UUIDField(null=True)
    practice = models.ForeignKey(Organisation, models.PROTECT, null=True, db_index=False, related_name="people")
    user = models.OneToOneField(User, models.SET_NULL, null=True, blank=True, related_name="person")

    nhs_number = identity(models.CharField("NHS number", max_length=10, null=True))
    title = identity(models.CharField(max_length=40, db_default="", blank=True))
    given_name = identity(models.CharField(max_length=200, db_default=""))
    family_name = identity(models.CharField(max_length=200, db_default=""))
    birth_date = identity(models.DateField(null=True))
    sex = identity(models.CharField(max_length=10, choices=Sex, db_default=Sex.UNKNOWN))
    is_dead = clinical(models.BooleanField(db_default=False))
    died_on = clinical(models.DateField(null=True))
    ethnicity = social(models.CharField("ethnic category (2001 census code)", max_length=20, db_default=""))
    language = social(models.CharField("language (BCP 47)", max_length=20, db_default=""))
    needs_interpreter = social(models.BooleanField(db_default=False))
    wants_large_print = social(models.BooleanField(db_default=False))
    preferred_channel = plain(models.CharField(max_length=10, choices=Channel, db_default="", blank=True))

    email = contact(models.CharField(max_length=254, db_default="", blank=True))
    mobile = contact(models.CharField(max_length=40, db_default="", blank=True))
    phone = contact(models.CharField(max_length=40, db_default="", blank=True))
    address = contact(models.CharField("address lines, comma between", max_length=500, db_default="", blank=True))
    postcode = contact(models.CharField(max_length=20, db_default="", blank=True))
    deprivation_decile = social(models.SmallIntegerField("decile of deprivation, 1 most deprived", null=True))
    entered_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "source_key"], name="person_source_key_once"),
            models.UniqueConstraint(fields=["nhs_number"], name="person_nhs_number_once"),
            models.CheckConstraint(
                condition=Q(deprivation_decile=None) | Q(deprivation_decile__range=(1, 10)),
                name="person_decile_range",
            ),
        ]
        indexes = [
            models.Index(fields=["practice", "family_name", "given_name"], name="person_by_practice"),
        ]

    def __str__(self):
        return f"Person {self.ref}"  # names do not belong in logs

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def age(self, on: date) -> int | None:
        """Whole years on that day; None when the date of birth is not known."""
        if not self.birth_date:
            return None
        had_birthday = (on.month, on.day) >= (self.birth_date.month, self.birth_date.day)
        return on.year - self.birth_date.year - (not had_birthday)


class PersonRow(models.Model):
    """A row about one person. `section` says who may see it."""

    section: Section
    person = models.ForeignKey(Person, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True


class ListedRow(PersonRow):
    """A row that lists over a whole practice are made of.

    It carries its person's practice, which triggers keep right (core/policies.py), so that a list and its policy are
    read from one index however many people there are. Being a copy, it needs no foreign key in the database.
    """

    carries_practice = True
    practice = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        editable=False,
        db_index=False,
        db_constraint=False,
        related_name="+",
    )

    class Meta:
        abstract = True


class Written(models.Model):
    """Who wrote a row last and when; former states are in its history."""

    written_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, db_index=False, related_name="+")
    written_at = models.DateTimeField(auto_now=True, db_default=Now())

    class Meta:
        abstract = True


@follow
class Preferences(PersonRow, Written):
    """What the person says about being addressed, written to and helped. Wins over what the record says."""

    section = Section.IDENTITY

    person = models.OneToOneField(Person, models.CASCADE, related_name="preferences")
    known_as = identity(models.CharField("the name they use", max_length=200, blank=True, db_default=""))
    channel = plain(models.CharField(max_length=10, choices=Channel, blank=True, db_default=""))
    language = social(models.CharField(max_length=20, blank=True, db_default=""))
    needs_interpreter = social(models.BooleanField(null=True))
    wants_large_print = social(models.BooleanField(null=True))
    wants_easy_read = social(models.BooleanField(default=False, db_default=False))
    wants_audio = social(models.BooleanField("hears rather than reads", default=False, db_default=False))
    uses_text_relay = social(models.BooleanField(default=False, db_default=False))
    needs_longer_appointment = social(models.BooleanField(default=False, db_default=False))
    wants_no_letters = social(models.BooleanField(default=False, db_default=False))
    shares_phone = social(models.BooleanField(db_default=False))
    best_time = words(models.CharField("best times to reach them", max_length=500, blank=True, db_default=""))

    class Meta:
        verbose_name_plural = "preferences"
