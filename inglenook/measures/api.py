"""The door to measures: ask an instrument, and keep what was answered."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.people.models import Person

from .instruments import Instrument, instruments
from .models import Administration

__all__ = ["ask", "instruments", "record"]


@transaction.atomic
def ask(
    *, person: Person, instrument: str, by: User | None = None, at: datetime | None = None, language: str = "en"
) -> Administration:
    """Note that an instrument was asked; `answer` comes later. Raises KeyError for an instrument that there is not."""
    return Administration.objects.create(**_asked(instruments()[instrument], person, at, language), written_by=by)


@transaction.atomic
def record(
    *,
    person: Person,
    instrument: str,
    answers: Mapping[str, int | None],
    way: str,
    by: User | None,
    at: datetime | None = None,
    language: str = "en",
    asked: Administration | None = None,
) -> Administration:
    """Keep answers as given, with their score where the instrument has one; `asked` is what they answer.

    Raises ValueError for an item or a value that the instrument does not have; KeyError for no such instrument.
    """
    known = instruments()[instrument]
    _see_that_they_fit(known, answers)
    kept = asked or Administration(**_asked(known, person, at, language))
    kept.answers, kept.answered_at, kept.way, kept.written_by = dict(answers), at or clock.now(), way, by
    if known.scale:
        kept.score, (kept.low, kept.high) = known.scale.score(answers), known.scale.bounds
    kept.save()
    return kept


def _asked(known: Instrument, person: Person, at: datetime | None, language: str) -> dict:
    named = {"person": person, "instrument": known.code, "version": known.version}
    return named | {"language": language, "asked_at": at or clock.now()}


def _see_that_they_fit(known: Instrument, answers: Mapping[str, int | None]) -> None:
    for code, value in answers.items():
        values = next((question.answers for question in known.questions if question.code == code), None)
        if values is None or (value is not None and value not in values):
            raise ValueError(f"{known.code} has no answer {value} to {code}")
