"""Readings that people take or type in themselves: results like any others, whose source says so."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from inglenook.core import access
from inglenook.kit.marking import marked

from ..measures import MEASURES
from ..models import Person, Result, Source
from ..models.own import Way

SOURCES = {
    "text": marked("Said by the person, by text message"),
    Way.WEB.value: marked("Said by the person, on the web"),
    Way.PHONE.value: marked("Said by the person, by phone"),
    Way.PAPER.value: marked("Said by the person, on paper"),
    Way.IN_PERSON.value: marked("Said by the person, face to face"),
}
BY_CARER = {
    "text": marked("Said by a carer, by text message"),
    Way.WEB.value: marked("Said by a carer, on the web"),
    Way.PHONE.value: marked("Said by a carer, by phone"),
    Way.PAPER.value: marked("Said by a carer, on paper"),
    Way.IN_PERSON.value: marked("Said by a carer, face to face"),
}
SPACE = uuid.UUID("5b0d6d0e-6d1c-4a6e-9c1b-7f0a3c1d2e4f")  # of the fingerprints of what people said


def row_of(person_id: int, *, source: Source, key: str, measure: str, number: float, taken_at: datetime) -> Result:
    """A result as the person said it, in the measure's own unit; not saved."""
    known = MEASURES[measure]
    return Result(
        person_id=person_id,
        source=source,
        source_key=f"{key}:{measure}",
        fingerprint=uuid.uuid5(SPACE, f"{key}:{measure}={number}"),
        display=known.name,
        value=number,
        unit=known.unit,
        measure=measure,
        number=number,
        taken_at=taken_at,
    )


@transaction.atomic
def keep_reading(
    *,
    person: Person,
    measure: str,
    numbers: Sequence[float],
    taken_at: datetime,
    once: str = "",
    way: str = Way.WEB,
    by_carer: bool = False,
) -> list[Result]:
    """Keep one reading, a row for each of its numbers. `once` names this saying: sent twice it is kept once.

    Whoever calls has made sure that the actor may write for this person: what is recorded nobody else writes.
    Raises KeyError for a measure that is not known.
    """
    codes = MEASURES[measure].parts or (measure,)
    key = str(uuid.uuid5(person.ref, once) if once else uuid.uuid4())
    with access.working():
        source, _ = Source.objects.get_or_create(name=(BY_CARER if by_carer else SOURCES)[way])
        rows = [
            row_of(person.pk, source=source, key=key, measure=code, number=number, taken_at=taken_at)
            for code, number in zip(codes, numbers, strict=True)
        ]
        Result.objects.bulk_create(rows, ignore_conflicts=True)
        return list(Result.objects.filter(source=source, source_key__in=[row.source_key for row in rows]))
