"""A privacy class on every field that holds something about a human being.

`identity(models.CharField(...))` returns the same field, marked. Keys, dates of entry and links need no mark: their
class follows from the field's type. A test fails on any field of a table about people that has neither.
"""

from enum import StrEnum
from typing import TypeVar

from django.db import models

FieldT = TypeVar("FieldT", bound=models.Field)


class Privacy(StrEnum):
    """How much harm a field could do in the wrong hands, and so who needs it."""

    NONE = "says nothing about a person"
    LINK = "a key or a link to another row"
    IDENTITY = "says who the person is"
    CONTACT = "reaches the person"
    CLINICAL = "says something about health"
    SOCIAL = "says something about the person's life"
    WORDS = "the person's or a professional's own words"
    SECRET = "opens a door"


def _marker(privacy: Privacy):
    def mark(field: FieldT) -> FieldT:
        field.privacy = privacy
        return field

    return mark


plain = _marker(Privacy.NONE)
identity = _marker(Privacy.IDENTITY)
contact = _marker(Privacy.CONTACT)
clinical = _marker(Privacy.CLINICAL)
social = _marker(Privacy.SOCIAL)
words = _marker(Privacy.WORDS)
secret = _marker(Privacy.SECRET)

LINKS = (models.AutoField, models.ForeignKey, models.UUIDField)
NEUTRAL = (models.DateTimeField, models.BooleanField)


def privacy_of(field: models.Field) -> Privacy | None:
    """The class of a field: its own mark, else what its type implies, else None (unclassified)."""
    field = _original(field)
    if marked := getattr(field, "privacy", None):
        return marked
    if isinstance(field, LINKS):
        return Privacy.LINK
    return Privacy.NONE if isinstance(field, NEUTRAL) or field.name == "pgh_label" else None


def _original(field: models.Field) -> models.Field:
    """The field that a history table's field is a copy of; any other field is its own."""
    tracked = getattr(field.model, "pgh_tracked_model", None)
    own = field.name.startswith("pgh_") or tracked is None
    return field if own else tracked._meta.get_field(field.name)
