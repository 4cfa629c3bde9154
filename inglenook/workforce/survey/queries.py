"""What came back, counted by the database in one statement a kind of figure, and hidden where it must be.

Sheets are opened by background work alone: whoever calls must know that the survey has been counted.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import Q

from inglenook.core import access
from inglenook.core.counting import SMALLEST
from inglenook.core.models import Organisation
from inglenook.core.schema import build

from ..models import Survey
from .breaking import Broken, broken_down
from .figures import Counted, Numbers, counted, rounded
from .rules import OTHER, Item, Kind, Questionnaire, items_of

# Of each item: who was asked, who answered; of numbers the mean and the quarters.
ANSWERED = """
SELECT item.key, count(*), count(*) FILTER (WHERE item.value <> '[]'),
  avg((item.value ->> 0)::numeric) FILTER (WHERE item.key = ANY (%(numbers)s)),
  percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY (item.value ->> 0)::numeric)
    FILTER (WHERE item.key = ANY (%(numbers)s))
FROM workforce_sheet, jsonb_each(answers) AS item WHERE survey_id = %(survey)s GROUP BY item.key
"""
# Of each option: who chose it, who put it first, and its mean place (of a ranking).
TICKS = """
SELECT item.key, ticked.option, count(*), count(*) FILTER (WHERE place = 1), avg(place)
FROM workforce_sheet, jsonb_each(answers) AS item,
  jsonb_array_elements_text(item.value) WITH ORDINALITY AS ticked(option, place)
WHERE survey_id = %(survey)s AND item.key = ANY (%(choices)s) GROUP BY item.key, ticked.option
"""
# In the order of the alphabet: the order in which they came says something of who wrote them.
WORDS = """
SELECT item.key, item.value ->> 0 FROM workforce_sheet, jsonb_each(answers) AS item
WHERE survey_id = %(survey)s AND item.key = ANY (%(words)s) AND item.value <> '[]' ORDER BY 1, lower(item.value ->> 0)
"""
# Everybody by their group, and for each answer how many of a group gave it ('' for none); NULL counts the group.
CROSSED = """
WITH said AS (
  SELECT coalesce(answers -> %(by)s ->> 0, '') AS of, answers -> %(item)s AS ticks
  FROM workforce_sheet WHERE survey_id = %(survey)s
)
SELECT of, NULL, count(*) FROM said GROUP BY of
UNION ALL
SELECT of, coalesce(tick, ''), count(*)
FROM said LEFT JOIN LATERAL jsonb_array_elements_text(ticks) AS tick ON true GROUP BY 1, 2
"""
RATES = """
SELECT (SELECT count(*) FROM workforce_invitation WHERE survey_id = t.survey_id), opened, began,
  (SELECT count(*) FROM workforce_sheet WHERE survey_id = t.survey_id)
FROM workforce_tally t WHERE survey_id = %(survey)s
"""


NOBODY = (0, 0, None, None)


@dataclass(frozen=True)
class Rates:
    """How many were invited, opened the first page, began, and sent: CHERRIES' rates are made of them."""

    invited: int
    opened: int
    began: int
    sent: int


@dataclass(frozen=True)
class Found:
    """All that a survey found: choices, numbers, rankings (share of first places and mean place), words."""

    rates: Rates
    counted: list[Counted]
    numbers: list[Numbers]
    means: dict[str, dict[str, Decimal]]  # ranked question, option: mean place
    words: dict[str, list[str]]

    def of(self, code: str) -> Counted | None:
        return next((one for one in self.counted if one.item.code == code), None)


def questionnaire_of(survey: Survey) -> Questionnaire:
    return build(Questionnaire, survey.asks)


def counts(survey: Survey) -> list[Counted]:
    """The figures of every question that gives a choice, by two statements however many answered."""
    return _counts(survey)[0]


def found(survey: Survey) -> Found:
    """All figures of one survey, by four statements."""
    with access.working():
        counted_items, items, answered, ticks = _counts(survey)
        words = _words(survey, items, answered)
        how_many = rates(survey)
    numbers = [_numbers(item, answered) for item in items if item.kind is Kind.NUMBER]
    return Found(how_many, counted_items, numbers, _means(items, answered, ticks), words)


def _counts(survey: Survey) -> tuple[list[Counted], list[Item], dict[str, tuple], dict[str, dict[str, tuple]]]:
    """The counted items, all items, what ANSWERED says by item, and what TICKS says by item and option."""
    items = list(items_of(questionnaire_of(survey)))
    wanted = {
        "survey": survey.pk,
        "numbers": [item.code for item in items if item.kind is Kind.NUMBER],
        "choices": [item.code for item in items if item.choices],
    }
    with access.working():
        answered = {key: figures for key, *figures in _rows(ANSWERED, wanted)}
        ticks: dict[str, dict[str, tuple]] = defaultdict(dict)
        for key, option, *figures in _rows(TICKS, wanted):
            ticks[key][option] = figures
    return [_counted(item, answered, ticks) for item in items if item.choices], items, answered, ticks


def _counted(item: Item, answered: dict[str, tuple], ticks: dict[str, dict[str, tuple]]) -> Counted:
    """A ranking counts who put an option first."""
    which = 1 if item.kind is Kind.RANK else 0
    asked, said, *_ = answered.get(item.code, NOBODY)
    counts = {option: figures[which] for option, figures in ticks.get(item.code, {}).items()}
    return counted(item, asked=asked, answered=said, ticks=counts)


def _numbers(item: Item, answered: dict[str, tuple]) -> Numbers:
    asked, said, mean, quarters = answered.get(item.code, NOBODY)
    if said < SMALLEST:
        return Numbers(item, asked, said)
    return Numbers(item, asked, said, rounded(mean), *map(rounded, quarters))


def _means(items: list[Item], answered: dict[str, tuple], ticks: dict) -> dict[str, dict[str, Decimal]]:
    """The mean place of each ranked option, where enough people ranked."""
    ranked = [one.code for one in items if one.kind is Kind.RANK and answered.get(one.code, NOBODY)[1] >= SMALLEST]
    return {code: {option: rounded(mean) for option, (_, _, mean) in ticks[code].items()} for code in ranked}


def _words(survey: Survey, items: list[Item], answered: dict) -> dict[str, list[str]]:
    """Free text and what was written beside "something else"; nothing where fewer than five wrote."""
    keys = [item.code for item in items if item.kind is Kind.WORDS] + [f"{item.code}:{OTHER}" for item in items]
    enough = [key for key in keys if answered.get(key, NOBODY)[1] >= SMALLEST]
    found: dict[str, list[str]] = defaultdict(list)
    for key, text in _rows(WORDS, {"survey": survey.pk, "words": enough}):
        found[key].append(text)
    return dict(found)


def broken(survey: Survey, code: str) -> Broken | None:
    """One item by the groups of the question that was named for it before the survey opened; None when none was."""
    by = questionnaire_of(survey).break_down
    with access.working():
        all_counts = {one.item.code: one for one in counts(survey)}
        if by not in all_counts or code not in all_counts:
            return None
        rows = _rows(CROSSED, {"by": by, "item": code, "survey": survey.pk})
    groups = {group: count for group, tick, count in rows if tick is None}
    cells = {(group, tick): count for group, tick, count in rows if tick is not None}
    return broken_down(all_counts[by], all_counts[code], groups, cells)


def before_and_after(survey: Survey) -> tuple[list[Counted], list[Counted]]:
    """The counts of the survey that this one repeats, and of this one."""
    with access.working():
        return counts(survey.repeats), counts(survey)


def _rows(statement: str, values: dict) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def rates(survey: Survey) -> Rates:
    with access.working():
        return Rates(*_rows(RATES, {"survey": survey.pk})[0])


def surveys_of(organisations: Iterable[int]):
    """The surveys of these organisations, of those over them and under them: a team's are asked of a network, too."""
    at = list(organisations)
    near = Organisation.objects.filter(Q(pk__in=at) | Q(children__in=at) | Q(parent__in=at))
    return Survey.objects.filter(organisation__in=near).select_related("organisation", "repeats")
