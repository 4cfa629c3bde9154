"""Figures over whole practices: who was asked, who answered, who was lost, and how much changed. Nothing of anybody."""

from collections import defaultdict
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
# Of everybody who answered at an occasion.
LEVELS = f"{ANSWERED} SELECT occasion, figure, array_agg(value) FROM answered GROUP BY 1, 2"
# Of everybody who answered both at the start and later: by how much each figure differs.
CHANGES = f"""{ANSWERED}
SELECT later.occasion, figure, array_agg(later.value - first.value)
FROM answered later JOIN answered first USING (referral_id, figure)
WHERE first.occasion = %(start)s AND later.occasion <> %(start)s GROUP BY 1, 2
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


def courses(practices: Sequence[int]) -> list[Course]:
    """Every figure, in order. One statement."""
    with access.working(), connection.cursor() as cursor:
        found = _by_occasion(cursor, LEVELS, {"practices": list(practices)})
    return [
        Course(one, tuple((occasion, mean(found[code].get(one.code, []))) for code, occasion in _occasions()))
        for one in FIGURES
    ]


def _by_occasion(cursor, sql: str, values: dict) -> dict[str, dict[str, list[float]]]:
    """Numbers of each figure at each occasion."""
    found: dict[str, dict[str, list[float]]] = defaultdict(dict)
    cursor.execute(sql, values)
    for occasion, figure, numbers in cursor.fetchall():
        found[occasion][figure] = numbers
    return found


def lines(practices: Sequence[int]) -> list[Line]:
    """Every occasion in the order of time: two statements."""
    values = {"practices": list(practices), "today": clock.today(), "start": next(iter(rules.occasions()))}
    with access.working(), connection.cursor() as cursor:
        cursor.execute(COUNTS, values)
        names = [column.name for column in cursor.description][1:]
        counts = {code: dict(zip(names, row, strict=True)) for code, *row in cursor.fetchall()}
        changes = _by_occasion(cursor, CHANGES, values)
    return [line(one, counts.get(code, dict.fromkeys(names, 0)), changes[code]) for code, one in _occasions()]


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
