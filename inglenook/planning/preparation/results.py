"""The results that a pack tells: latest value, word, trend and target of each measure, for many people at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from inglenook.people import measures
from inglenook.people.models import Condition, ConditionGroupCode, Person, Result
from inglenook.people.rules import TOO_FEW

from .rules import MONTHS_TOLD, TOLD

POINTS = 6  # readings behind a trend
PARTS = {part: code for code in TOLD for part in measures.MEASURES[code].parts}
READ = tuple(PARTS) + tuple(code for code in TOLD if not measures.MEASURES[code].parts)

Readings = dict[str, list[tuple[datetime, float, int]]]  # by measure, oldest first: taken, number, key of the result


def told(people: Iterable[Person], *, on: date) -> dict[int, list[dict]]:
    """What each person is told about their results, by the person's key, in the order of `rules.TOLD`."""
    people = list(people)
    readings = _readings([person.pk for person in people], on)
    groups = _condition_groups([person.pk for person in people], on)
    return {person.pk: _told_to(readings[person.pk], _about(person, groups[person.pk], on)) for person in people}


def _readings(person_ids: list[int], on: date) -> dict[int, Readings]:
    place = Window(RowNumber(), partition_by=["person_id", "measure"], order_by=[F("taken_at").desc(), F("pk").desc()])
    rows = (
        Result.objects.filter(person_id__in=person_ids, measure__in=READ, number__isnull=False, is_wrong=False)
        .filter(taken_at__date__lte=on, taken_at__date__gte=on - relativedelta(years=5))
        .annotate(place=place)
        .filter(place__lte=POINTS)
        .order_by("taken_at", "pk")
    )
    readings: dict[int, Readings] = defaultdict(lambda: defaultdict(list))
    for person_id, measure, *reading in rows.values_list("person_id", "measure", "taken_at", "number", "pk"):
        readings[person_id][measure].append(tuple(reading))
    since = on - relativedelta(months=MONTHS_TOLD)
    return defaultdict(dict, {key: _fresh(of_person, since) for key, of_person in readings.items()})


def _fresh(readings: Readings, since: date) -> Readings:
    return {code: rows for code, rows in readings.items() if timezone.localdate(rows[-1][0]) >= since}


def _condition_groups(person_ids: list[int], on: date) -> dict[int, set[str]]:
    by_code = defaultdict(set)
    for system, code, group in ConditionGroupCode.objects.values_list("system", "code", "group_id"):
        by_code[system, code].add(group)
    found: dict[int, set[str]] = defaultdict(set)
    rows = Condition.objects.active(on).filter(person_id__in=person_ids)
    for person_id, system, code in rows.values_list("person_id", "system", "code"):
        found[person_id] |= by_code.get((system, code), set())
    return found


def _about(person: Person, groups: set[str], on: date) -> measures.About:
    return measures.About(age=person.age(on), sex=person.sex, ethnicity=person.ethnicity, conditions=frozenset(groups))


def _told_to(readings: Readings, about: measures.About) -> list[dict]:
    return [entry for code in TOLD if (entry := _entry(code, readings, about))]


def _entry(code: str, readings: Readings, about: measures.About) -> dict | None:
    """One result as it is told; None when there is no reading, or a pair has but one of its two."""
    parts = measures.MEASURES[code].parts or (code,)
    latest = [readings[part][-1] for part in parts if part in readings]
    if len(latest) != len(parts) or len({taken for taken, _, _ in latest}) != 1:
        return None
    numbers = tuple(number for _, number, _ in latest)
    described = measures.describe(code, numbers if len(numbers) > 1 else numbers[0], about=about)
    points = [(taken, number) for taken, number, _ in readings[parts[0]]]
    return {
        "measure": code,
        "name": described.name,
        "value": described.value,
        "unit": described.unit,
        "word": described.word,
        "tone": described.tone,
        "says": described.says,
        "way": _way(code, points),
        "target": measures.general_target(code, about),
        "on": timezone.localdate(latest[0][0]).isoformat(),
        "points": [(timezone.localdate(taken).isoformat(), number) for taken, number in points],
        "results": [key for _, _, key in latest],
        "urgent_within": described.urgent_within,
    }


def _way(code: str, points: list[tuple[datetime, float]]) -> str:
    way = measures.trend(code, points)
    return "" if way == TOO_FEW else way
