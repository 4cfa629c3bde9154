"""Results ready for a page or a letter: number, word, way. One statement, whatever the number of people or results."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import JSONObject, RowNumber

from inglenook.core import clock
from inglenook.core.prepared import prepared
from inglenook.kit.marking import marked

from .measures import MEASURES, About, Described, Measure, Range, describe, general_target, trend, urgent_within
from .models import Condition, ConditionGroupCode, OwnFact, Person, Result, Target
from .rules import TOO_FEW

POINTS = 12  # of each measure, the newest: enough to draw a way
PAIR_OF = {part: pair.code for pair in MEASURES.values() for part in pair.parts}
SAID_BY_PERSON = "Said by the person"  # sources whose name begins so are readings that people take themselves
# What counts as done when people say it; of what a laboratory finds they say what they were told, and it is asked for.
TAKEN_AT_HOME = ("systolic", "diastolic", "weight", "peak_flow", "heart_rate", "oxygen_saturation", "smoking", "height")
RAISED_FOR = timedelta(days=30)  # a value older than this was somebody's to see before it came here


@dataclass(frozen=True)
class Reading:
    """One measure of one person: the latest in words, the way, and what to draw. Points are oldest first."""

    measure: Measure
    latest: Described
    way: str
    on: date
    source: str
    values: list[tuple[date, str]]  # as people read them, oldest first
    sources: list[str]  # of each value
    points: list[tuple[date, float]]
    other_points: list[tuple[date, float]]  # the second number of a pair, else none
    target: Range | None  # of a pair, that of its first number
    target_words: str
    is_agreed: bool  # the target is the person's own

    @property
    def way_words(self) -> str:
        """The way, where there is one to speak of."""
        return "" if self.way == TOO_FEW else self.way


@dataclass(frozen=True)
class Readings:
    """A person's readings in the order of `measures.yaml`, and how many newer values are kept back for now."""

    rows: list[Reading]
    kept_back: int = 0

    def changed(self, since: date) -> list[Reading]:
        """Those worth a look before a talk: newer than `since`, and not where hoped for or on the move."""
        return [row for row in self.rows if row.on > since and (row.latest.tone in ("heed", "alarm") or _moves(row))]


def readings_of(person: Person, *, about: About | None = None, for_person: bool = False) -> Readings:
    """The latest of each measure with its series. `for_person` keeps back urgent values that nobody has seen yet.

    Who the person is for the bands is read along with them, unless `about` says it. One statement.
    """
    rows = _newest_of(person.pk, with_groups=about is None, is_listed=person.practice_id is not None)
    if about:
        return _readings(rows, about, for_person)
    groups = frozenset(rows[0].groups) if rows else frozenset()
    return _readings(rows, about_with(person, groups, clock.today()), for_person)


def readings_of_all(
    people: Iterable[Person], *, abouts: dict[int, About], for_person: bool = False
) -> dict[int, Readings]:
    """The same for many people at once, by the person's key; so are `abouts`."""
    keys = [person.pk for person in people]
    found = defaultdict(list)
    for row in _newest(keys):
        found[row.person_id].append(row)
    return {key: _readings(found[key], abouts[key], for_person) for key in keys}


def _readings(found: list[Result], about: About, for_person: bool) -> Readings:
    kept_back = {(row.taken_at, _read_as(row)) for row in found if for_person and is_kept_back(row)}
    series = defaultdict(list)
    for row in reversed(found):
        if (row.taken_at, _read_as(row)) not in kept_back:
            series[row.measure].append(row)
    targets = {row.measure: Range(**row.agreed) for row in found if row.agreed}
    rows = [_reading(measure, series, targets, about) for measure in MEASURES.values()]
    return Readings(rows=_without_parts([row for row in rows if row]), kept_back=len(kept_back))


def _groups(person_id: int, on: date, *, is_listed: bool) -> QuerySet:
    """Codes of the condition groups that a person's conditions are of.

    Where no practice keeps a record, what the person says of themselves counts; else the record decides.
    """
    theirs = Condition.objects.active(on).filter(person=person_id, system=OuterRef("system"), code=OuterRef("code"))
    recorded = ConditionGroupCode.objects.filter(Exists(theirs)).values("group_id")
    return recorded if is_listed else recorded.union(_own_groups([person_id]).values("group_id"))


def own_groups(people: Iterable[Person]) -> QuerySet[OwnFact]:
    """What people without a practice say they live with, where they said of which group it is."""
    return _own_groups([one.pk for one in people if not one.practice_id])


def _own_groups(person_ids: list[int]) -> QuerySet[OwnFact]:
    said = OwnFact.objects.standing().filter(person__in=person_ids)
    return said.filter(kind=OwnFact.Kind.CONDITION, ended_on=None, group__isnull=False).order_by()


def about_all(people: Iterable[Person], on: date | None = None) -> dict[int, About]:
    """What decides which bands are whose, by the person's key. Two statements, or three: see `own_groups`."""
    people, day = list(people), on or clock.today()
    group_of = defaultdict(set)
    for system, code, group in ConditionGroupCode.objects.values_list("system", "code", "group_id"):
        group_of[system, code].add(group)
    groups = defaultdict(set)
    theirs = Condition.objects.active(day).filter(person__in=people)
    for key, system, code in theirs.values_list("person_id", "system", "code"):
        groups[key] |= group_of.get((system, code), set())
    if any(not person.practice_id for person in people):
        for key, group in own_groups(people).values_list("person_id", "group_id"):
            groups[key].add(group)
    return {person.pk: about_with(person, frozenset(groups[person.pk]), day) for person in people}


def about_with(person: Person, conditions: frozenset[str], on: date) -> About:
    """The same, where the codes of the person's condition groups are known already."""
    return About(age=person.age(on), sex=person.sex, ethnicity=person.ethnicity, conditions=conditions)


def is_kept_back(result: Result) -> bool:
    """Whether this result is past its urgent threshold and no professional has said they saw it.

    A newer one counts even before it has been raised, so that no page is quicker than the one who must see it.
    """
    if result.source.name.startswith(SAID_BY_PERSON):  # they measured it themselves, and were told at once
        return False
    if raised := getattr(result, "urgent", None):
        return raised.seen_at is None
    return (
        result.number is not None
        and urgent_within(result.measure, result.number) is not None
        and result.taken_at > clock.now() - RAISED_FOR
    )


def _read_as(result: Result) -> str:
    """The measure a result is read as: of a pair both are kept back together."""
    return PAIR_OF.get(result.measure, result.measure)


@prepared
def _newest_of(person_id: int, *, with_groups: bool, is_listed: bool) -> QuerySet[Result]:
    found = _newest([person_id])
    if not with_groups:
        return found
    return found.annotate(groups=ArraySubquery(_groups(person_id, clock.today(), is_listed=is_listed)))


def _newest(person_ids: list[int]) -> QuerySet[Result]:
    agreed = Target.objects.filter(person=OuterRef("person"), measure=OuterRef("measure"))
    nth = Window(RowNumber(), partition_by=[F("person_id"), F("measure")], order_by=F("taken_at").desc())
    return (
        Result.objects.filter(person__in=person_ids, is_wrong=False, taken_at__lte=clock.now())
        .exclude(measure="")
        .annotate(nth=nth, agreed=Subquery(agreed.values(ends=JSONObject(low="low", high="high"))))
        .filter(nth__lte=POINTS)
        .select_related("source", "urgent")
        .order_by("-taken_at", "-pk")
    )


def _reading(measure: Measure, series, targets: dict[str, Range], about: About) -> Reading | None:
    rows = _pairs(measure, series) if measure.parts else [(row, row.number) for row in series[measure.code]]
    if rows and rows[-1][1] is None:
        return _in_text(measure, [row for row, _ in rows])
    rows = [(row, number) for row, number in rows if number is not None]
    return _in_numbers(measure, rows, _Goal.of(measure, targets, about), about) if rows else None


def _in_numbers(measure: Measure, rows: list[tuple], goal: "_Goal", about: About) -> Reading:
    last, number = rows[-1]
    points = [(row.taken_at.date(), row.number) for row, _ in rows]
    return Reading(
        measure=measure,
        latest=describe(measure.code, number, target=goal.own, about=about),
        way=trend(measure.code, points),
        on=points[-1][0],
        source=last.source.name,
        values=[(row.taken_at.date(), describe(measure.code, one).value) for row, one in rows],
        sources=[row.source.name for row, _ in rows],
        points=points,
        other_points=[(row.taken_at.date(), one[1]) for row, one in rows] if measure.parts else [],
        target=goal.ranges[0],
        target_words=goal.in_words(measure),
        is_agreed=goal.is_agreed,
    )


@dataclass(frozen=True)
class _Goal:
    """The ranges aimed for, one a part: what the person agreed, else what is published for people like them."""

    own: Range | tuple[Range | None, ...] | None
    ranges: tuple[Range | None, ...]
    is_agreed: bool

    @classmethod
    def of(cls, measure: Measure, targets: dict[str, Range], about: About) -> "_Goal":
        parts = measure.parts or (measure.code,)
        own = tuple(targets.get(part) for part in parts)
        ranges = tuple(mine or general_target(part, about) for mine, part in zip(own, parts, strict=True))
        return cls(own if measure.parts else own[0], ranges, any(own))

    def in_words(self, measure: Measure) -> str:
        """ "48 or less", "60 or more", "3.5 to 5.3"; of a pair "below 140/90"."""
        if all(one and one.high is not None for one in self.ranges) and measure.parts:
            return marked("below {}").format("/".join(measure.shown(one.high + 1) for one in self.ranges))
        return _range_in_words(self.ranges[0], measure)


def _range_in_words(target: Range | None, measure: Measure) -> str:
    if target is None:
        return ""
    low, high = (end if end is None else measure.shown(end) for end in target)
    if low is None:
        return marked("{} or less").format(high)
    return marked("{} or more").format(low) if high is None else marked("{} to {}").format(low, high)


def _pairs(measure: Measure, series) -> list[tuple[Result, tuple[float, float]]]:
    """The first numbers with the second number taken at the same moment; one alone makes no pair."""
    first, second = (series[part] for part in measure.parts)
    others = {row.taken_at: row.number for row in second}
    return [(row, (row.number, others[row.taken_at])) for row in first if row.taken_at in others]


def _in_text(measure: Measure, rows: list[Result]) -> Reading:
    """A measure whose results are words (smoking): the words as they came, without a way."""
    values = [(row.taken_at.date(), row.text or row.display) for row in rows]
    return Reading(
        measure=measure,
        latest=Described(name=measure.name, value=values[-1][1], unit=""),
        way="",
        on=values[-1][0],
        source=rows[-1].source.name,
        values=values,
        sources=[row.source.name for row in rows],
        points=[],
        other_points=[],
        target=None,
        target_words="",
        is_agreed=False,
    )


def _without_parts(rows: list[Reading]) -> list[Reading]:
    """A number that is read in a pair does not stand by itself as well."""
    paired = {part for row in rows for part in row.measure.parts}
    return [row for row in rows if row.measure.code not in paired]


def _moves(reading: Reading) -> bool:
    return reading.way.startswith(("going", "coming"))
