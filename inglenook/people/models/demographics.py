"""What a person says of who they are, beyond what their practice registered them with."""

from dataclasses import dataclass

from django.db import models

from inglenook.core.privacy import contact, identity, social
from inglenook.core.roles import Section
from inglenook.core.shapes import Line, listed

from .history import follow
from .person import Person, PersonRow, Written


@dataclass(frozen=True)
class Identifier(Line):
    """A number by which a service knows the person; `system` says whose it is."""

    system: str = ""


@dataclass(frozen=True)
class Address(Line):
    """Another address: its lines with commas between, and what it is for (home, work, while away)."""

    postcode: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Reached(Line):
    """A number or an e-mail address: what kind it is, and whether it is the one to use first."""

    kind: str = ""
    preference: str = ""


def _list() -> models.JSONField:
    return models.JSONField(default=list, db_default=[], blank=True)


@follow
class Demographics(PersonRow, Written):
    """The national standard's demographics as the person tells them; what their record says stays in `Person`.

    Religion or gender are not for everybody who must know a name and an address: these are words of About Me.
    """

    section = Section.ABOUT

    person = models.OneToOneField(Person, models.CASCADE, related_name="demographics")
    title = identity(models.CharField(max_length=40, blank=True, default="", db_default=""))
    suffix = identity(models.CharField("what follows the name", max_length=40, blank=True, default="", db_default=""))
    aliases = listed(Line, identity(_list()))
    pronouns = identity(models.CharField(max_length=100, blank=True, default="", db_default=""))
    ethnicity = social(models.CharField("in their words", max_length=100, blank=True, default="", db_default=""))
    languages = social(models.CharField("that they speak", max_length=200, blank=True, default="", db_default=""))
    gender = social(models.CharField(max_length=100, blank=True, default="", db_default=""))
    religion = social(models.CharField(max_length=100, blank=True, default="", db_default=""))
    marital_status = social(models.CharField(max_length=100, blank=True, default="", db_default=""))
    birth_place = identity(models.CharField(max_length=200, blank=True, default="", db_default=""))
    identifiers = listed(Identifier, identity(_list()))
    addresses = listed(Address, contact(_list()))
    telephones = listed(Reached, contact(_list()))
    emails = listed(Reached, contact(_list()))
    other_contacts = listed(Line, contact(_list()))

    class Meta:
        verbose_name_plural = "demographics"
