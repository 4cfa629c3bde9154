"""The results that a pack tells: latest value, word, trend and target of each measure, for many people at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from inglenook.people.models import Person
from inglenook.people.results import Reading, about_all, readings_of_all
from inglenook.people.rules import TOO_FEW

from .rules import MONTHS_TOLD, POINTS, TOLD


@dataclass(frozen=True)
class Told:
    """What one person is told, and whether a value must be seen by a professional before they are told anything."""

    entries: list[dict]
    must_be_seen_first: bool


def told(people: Iterable[Person], *, on: date) -> dict[int, Told]:
    """What each person is told about their results, by the person's key, in the order of the measures."""
    people = list(people)
    readings = readings_of_all(people, abouts=about_all(people, on), for_person=True)
    since = on - relativedelta(months=MONTHS_TOLD)
    return {
        key: Told(
            [_entry(row) for row in of_person.rows if row.measure.code in TOLD and row.on >= since],
            of_person.kept_back > 0,
        )
        for key, of_person in readings.items()
    }


def _entry(reading: Reading) -> dict:
    return {
        "measure": reading.measure.code,
        "name": reading.latest.name,
        "value": reading.latest.value,
        "unit": reading.measure.unit,
        "also": reading.latest.unit.removeprefix(reading.measure.unit).strip(" ()"),
        "word": reading.latest.word,
        "tone": reading.latest.tone,
        "says": reading.latest.says,
        "way": "" if reading.way == TOO_FEW else reading.way,
        "target": reading.target,
        "target_words": reading.target_words,
        "is_agreed": reading.is_agreed,
        "on": reading.on.isoformat(),
        "points": [(day.isoformat(), number) for day, number in _drawn(reading)][-POINTS:],
    }


def _drawn(reading: Reading) -> list[tuple[date, float]]:
    return [(day, number[0] if isinstance(number, tuple) else number) for day, number in reading.points]
