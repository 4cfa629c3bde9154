"""What came back, counted by the database in one statement a kind of figure, and hidden where it must be.

Sheets are opened by background work alone: whoever calls must know that the survey has been counted.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import Count, Q

from inglenook.core import access
from inglenook.core.counting import SMALLEST
from inglenook.core.schema import build

from ..models import Sheet, Survey
from .breaking import Broken, broken_down
from .figures import Counted, Numbers, counted, rounded
from .rules import OTHER, Item, Kind, Questionnaire, items_of

ANSWERED = """
SELECT item.key, count(*), count(*) FILTER (WHERE item.value <> '[]')
FROM workforce_sheet, jsonb_each(answers) AS item WHERE survey_id = %s GROUP BY item.key
"""
TICKS = """
SELECT item.key, tick, count(*)
FROM workforce_sheet, jsonb_each(answers) AS item, jsonb_array_elements_text(item.value) AS tick
WHERE survey_id = %s AND item.key = ANY (%s) GROUP BY item.key, tick
"""
RANKS = """
SELECT item.key, ranked.option, count(*) FILTER (WHERE place = 1), avg(place)
FROM workforce_sheet, jsonb_each(answers) AS item,
  jsonb_array_elements_text(item.value) WITH ORDINALITY AS ranked(option, place)
WHERE survey_id = %s AND item.key = ANY (%s) GROUP BY item.key, ranked.option
"""
NUMBERS = """
SELECT item.key, avg(said), percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY said)
FROM workforce_sheet, jsonb_each(answers) AS item, LATERAL (SELECT (item.value ->> 0)::numeric AS said) AS number
WHERE survey_id = %s AND item.key = ANY (%s) AND item.value <> '[]' GROUP BY item.key
"""
# In the order of the alphabet: the order in which they came says something of who wrote them.
WORDS = """
SELECT item.key, item.value ->> 0 FROM workforce_sheet, jsonb_each(answers) AS item
WHERE survey_id = %s AND item.key = ANY (%s) AND item.value <> '[]' ORDER BY 1, lower(item.value ->> 0)
"""
CROSSED = """
SELECT coalesce(answers -> %(by)s ->> 0, ''), coalesce(tick, ''), count(*)
FROM workforce_sheet LEFT JOIN LATERAL jsonb_array_elements_text(answers -> %(item)s) AS tick ON true
WHERE survey_id = %(survey)s GROUP BY 1, 2
"""
GROUPS = "SELECT coalesce(answers -> %s ->> 0, ''), count(*) FROM workforce_sheet WHERE survey_id = %s GROUP BY 1"


@dataclass(frozen=True)
class Found:
    """All that a survey found: choices, numbers, rankings (share of first places and mean place), words."""

    sheets: int
    counted: list[Counted]
    numbers: list[Numbers]
    means: dict[str, dict[str, Decimal]]  # ranked question, option: mean place
    words: dict[str, list[str]]

    def of(self, code: str) -> Counted | None:
        return next((one for one in self.counted if one.item.code == code), None)


def questionnaire_of(survey: Survey) -> Questionnaire:
    return build(Questionnaire, survey.asks)


def found(survey: Survey) -> Found:
    """The figures of one survey, by five statements however many answered."""
    items = list(items_of(questionnaire_of(survey)))
    of_kind: dict[Kind, list[str]] = defaultdict(list)
    for item in items:
        of_kind[item.kind].append(item.code)
    with access.working():
        sheets = Sheet.objects.filter(survey=survey).count()
        answered = {key: (asked, said) for key, asked, said in _rows(ANSWERED, survey.pk)}
        ticks = _by_item(_rows(TICKS, survey.pk, of_kind[Kind.ONE] + of_kind[Kind.MANY]))
        ranks = list(_rows(RANKS, survey.pk, of_kind[Kind.RANK]))
        numbers = {key: more for key, *more in _rows(NUMBERS, survey.pk, of_kind[Kind.NUMBER])}
        words = _words(survey, items, answered)
    ticks |= _by_item((key, option, firsts) for key, option, firsts, _ in ranks)
    choices = [item for item in items if item.choices]
    return Found(
        sheets,
        [_counted(item, answered.get(item.code, (0, 0)), ticks) for item in choices],
        [_numbers(item, answered.get(item.code, (0, 0)), numbers) for item in items if item.kind is Kind.NUMBER],
        _means(ranks, answered),
        words,
    )


def _counted(item: Item, answered: tuple[int, int], ticks: dict[str, dict[str, int]]) -> Counted:
    return counted(item, asked=answered[0], answered=answered[1], ticks=ticks.get(item.code, {}))


def _by_item(rows: Iterable[tuple]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for key, option, count in rows:
        found[key][option] = count
    return dict(found)


def _numbers(item: Item, answered: tuple[int, int], numbers: dict) -> Numbers:
    asked, said = answered
    if said < SMALLEST:
        return Numbers(item, asked, said)
    mean, quarters = numbers[item.code]
    return Numbers(item, asked, said, rounded(mean), *map(rounded, quarters))


def _means(ranks: list[tuple], answered: dict) -> dict[str, dict[str, Decimal]]:
    """The mean place of each ranked option, where enough people ranked."""
    found: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for key, option, _, mean in ranks:
        if answered[key][1] >= SMALLEST:
            found[key][option] = rounded(mean)
    return dict(found)


def _words(survey: Survey, items: list[Item], answered: dict) -> dict[str, list[str]]:
    """Free text and what was written beside "something else"; nothing where fewer than five wrote."""
    keys = [item.code for item in items if item.kind is Kind.WORDS] + [f"{item.code}:{OTHER}" for item in items]
    enough = [key for key in keys if answered.get(key, (0, 0))[1] >= SMALLEST]
    found: dict[str, list[str]] = defaultdict(list)
    for key, text in _rows(WORDS, survey.pk, enough):
        found[key].append(text)
    return dict(found)


def broken(survey: Survey, *, by: Counted, asked: Counted) -> Broken:
    """One item by the groups of the question that was named for it before the survey opened."""
    values = {"by": by.item.code, "item": asked.item.code, "survey": survey.pk}
    with access.working():
        groups = dict(_rows(GROUPS, by.item.code, survey.pk))
        cells = {(group, tick): n for group, tick, n in _rows(CROSSED, values)}
    return broken_down(by, asked, groups, cells)


def _rows(statement: str, *values) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values[0] if isinstance(values[0], dict) else values)
        return cursor.fetchall()


@dataclass(frozen=True)
class Rates:
    """How many were invited, opened the first page, began, and sent: CHERRIES' rates are made of them."""

    invited: int
    opened: int
    began: int
    sent: int


def rates(survey: Survey) -> Rates:
    with access.working():
        found = Survey.objects.filter(pk=survey.pk).aggregate(invited=Count("invitations"))
        tally = survey.tally
        return Rates(found["invited"], tally.opened, tally.began, Sheet.objects.filter(survey=survey).count())


def surveys_of(organisations: Iterable[int]):
    """The surveys of these organisations, of those over them and under them: a team's are asked of a network, too."""
    at = list(organisations)
    return (
        Survey.objects.filter(
            Q(organisation__in=at) | Q(organisation__children__in=at) | Q(organisation__parent__in=at)
        )
        .select_related("organisation")
        .distinct()
    )
