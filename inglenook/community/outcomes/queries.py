"""Figures over whole practices: who was asked, who answered, who was lost, and how much changed. Nothing of anybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from inglenook.core import access, clock
from inglenook.core.counting import SMALLEST, Mean, Share, mean, share

from . import rules

# Those of whom the day has come. Whoever died before it or before they could answer is nobody's loss to follow-up.
COUNTS = """
SELECT o.occasion, count(*) AS due, count(o.asked_at) AS asked, count(o.answered_at) AS answered,
  count(*) FILTER (WHERE o.lost_because = 'no_answer') AS no_answer,
  count(*) FILTER (WHERE o.lost_because = 'not_reached') AS not_reached,
  count(*) FILTER (WHERE o.answered_at IS NULL AND o.lost_at IS NULL) AS waiting,
  count(*) FILTER (WHERE o.ends_on < %(today)s) AS over,
  count(*) FILTER (WHERE o.ends_on < %(today)s AND o.answered_at IS NOT NULL) AS over_answered
FROM community_outcomepoint o JOIN people_person p ON p.id = o.person_id
WHERE p.practice_id = ANY (%(practices)s) AND o.due_on <= %(today)s AND o.lost_because <> 'died'
GROUP BY o.occasion
"""
ANSWERED = """
WITH answered AS (
  SELECT o.referral_id, o.occasion, figures.*
  FROM community_outcomepoint o JOIN people_person p ON p.id = o.person_id
  LEFT JOIN measures_administration w ON w.id = o.ons4_id
  LEFT JOIN measures_administration u ON u.id = o.ucla3_id
  LEFT JOIN measures_administration l ON l.id = o.lonely_id
  CROSS JOIN LATERAL (VALUES
    ('satisfied', (w.answers ->> 'satisfied')::float), ('worthwhile', (w.answers ->> 'worthwhile')::float),
    ('happy', (w.answers ->> 'happy')::float), ('anxious', (w.answers ->> 'anxious')::float),
    ('ucla3', u.score), ('lonely', (l.answers ->> 'lonely')::float)
  ) AS figures (figure, value)
  WHERE p.practice_id = ANY (%(practices)s) AND figures.value IS NOT NULL
)
"""
# Of everybody who answered at an occasion; and of those who answered both at the start and then, the differences.
NUMBERS = f"""{ANSWERED}
SELECT 'level', occasion, figure, array_agg(value) FROM answered GROUP BY 2, 3
UNION ALL
SELECT 'change', later.occasion, figure, array_agg(later.value - first.value)
FROM answered later JOIN answered first USING (referral_id, figure)
WHERE first.occasion = %(start)s AND later.occasion <> %(start)s GROUP BY 2, 3
"""


@dataclass(frozen=True)
class Figure:
    """One thing that is compared: its scale, and whether more of it is better."""

    code: str
    title: str
    low: int
    high: int
    more_is_better: bool


FIGURES = (
    Figure("ucla3", "Loneliness (three questions)", 3, 9, False),
    Figure("lonely", "Lonely, asked directly (1 often, 5 never)", 1, 5, True),
    Figure("satisfied", "Satisfied with life", 0, 10, True),
    Figure("worthwhile", "Things are worthwhile", 0, 10, True),
    Figure("happy", "Happy yesterday", 0, 10, True),
    Figure("anxious", "Anxious yesterday", 0, 10, False),
)
PARTS = ("asked", "answered", "waiting", "no_answer", "not_reached")


@dataclass(frozen=True)
class Line:
    """One occasion. `due` is None when too few; `parts` when one of them is, for the rest would tell it.

    `followed` is the share who answered of the `over` people whose time to answer has run out.
    """

    occasion: rules.Occasion
    due: int | None
    parts: dict[str, int] | None
    over: int
    followed: Share
    changes: tuple[tuple[Figure, Mean | None], ...]


@dataclass(frozen=True)
class Course:
    """One figure over time: how those who answered were at each occasion; None where they are too few to be shown."""

    figure: Figure
    points: tuple[tuple[rules.Occasion, Mean | None], ...]

    @property
    def known(self) -> list[tuple[rules.Occasion, Mean]]:
        return [(occasion, found) for occasion, found in self.points if found]


def figures(practices: Sequence[int]) -> tuple[list[Line], list[Course]]:
    """Every occasion in the order of time, and every figure over time: two statements."""
    values = {"practices": list(practices), "today": clock.today(), "start": next(iter(rules.occasions()))}
    with access.working(), connection.cursor() as cursor:
        cursor.execute(COUNTS, values)
        names = [column.name for column in cursor.description][1:]
        counts = {code: dict(zip(names, row, strict=True)) for code, *row in cursor.fetchall()}
        cursor.execute(NUMBERS, values)
        numbers = {(what, occasion, figure): said for what, occasion, figure, said in cursor.fetchall()}
    none = dict.fromkeys(names, 0)
    found = [line(one, counts.get(code, none), _at(numbers, "change", code)) for code, one in _occasions()]
    return found, [course(one, numbers) for one in FIGURES]


def _at(numbers: dict, what: str, occasion: str) -> dict[str, list[float]]:
    return {one.code: numbers.get((what, occasion, one.code), []) for one in FIGURES}


def course(figure: Figure, numbers: dict) -> Course:
    """`numbers` by "level", occasion and figure."""
    points = [(one, mean(numbers.get(("level", code, figure.code), []))) for code, one in _occasions()]
    return Course(figure, tuple(points))


def _occasions():
    return rules.occasions().items()


def line(occasion: rules.Occasion, counts: dict[str, int], changes: dict[str, list[float]]) -> Line:
    """One occasion with what is too small left out."""
    parts = {name: counts[name] for name in PARTS}
    is_told = not any(0 < one < SMALLEST for one in (*parts.values(), counts["due"] - parts["asked"]))
    over, answered = counts["over"], counts["over_answered"]
    hidden = any(0 < one < SMALLEST for one in (counts["due"] - over, counts["answered"] - answered))
    return Line(
        occasion,
        None if 0 < counts["due"] < SMALLEST else counts["due"],
        parts if is_told and (counts["due"] == 0 or counts["due"] >= SMALLEST) else None,
        over,
        share(answered, over) if over and is_told and not hidden else Share(None),
        tuple((figure, mean(changes.get(figure.code, []))) for figure in FIGURES),
    )
