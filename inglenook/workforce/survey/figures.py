"""What a survey found, as it may be shown: counts, two shares, their intervals. Plain Python.

A question that takes many answers has two denominators, and which one a percentage stands on changes it a lot: a share
of those who answered says how many people named a thing, a share of selections says how much of all that was named it
is. Published headline figures are often the second. Both are here, each with its count and its base.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from inglenook.core.counting import SMALLEST, newcombe, wilson

from .hiding import hidden, is_small
from .rules import NONE, Item, Kind, Words

HIGHEST_RANK = 1


@dataclass(frozen=True)
class Line:
    """One option: how many chose it (None: left out), and the 95% interval of its share of those who answered."""

    code: str
    says: Words
    leads: tuple[str, ...]
    count: int | None
    answered: int
    selections: int | None

    @property
    def of_answered(self) -> Decimal | None:
        return None if self.count is None else percent(self.count, self.answered)

    @property
    def of_selections(self) -> Decimal | None:
        if self.count is None or not self.selections or self.code == NONE:
            return None
        return percent(self.count, self.selections)

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        if self.count is None or not self.answered:
            return None
        low, high = wilson(self.count, self.answered)
        return rounded(100 * low), rounded(100 * high)


@dataclass(frozen=True)
class Counted:
    """One item: of those asked, who answered; how many selections that made; each option. Few answers: no lines."""

    item: Item
    asked: int
    answered: int
    selections: int | None  # of a question that takes many answers
    lines: tuple[Line, ...]

    @property
    def passed_over(self) -> int:
        return self.asked - self.answered

    def line(self, code: str) -> Line | None:
        return next((line for line in self.lines if line.code == code), None)


@dataclass(frozen=True)
class Numbers:
    """What a question for a number found; None throughout where fewer than five answered."""

    item: Item
    asked: int
    answered: int
    mean: Decimal | None = None
    quarter: Decimal | None = None
    median: Decimal | None = None
    three_quarters: Decimal | None = None


@dataclass(frozen=True)
class Change:
    """One option before and after: shares of those who answered, and their difference in percentage points."""

    says: Words
    before: Line
    after: Line

    @property
    def points(self) -> tuple[Decimal, Decimal, Decimal] | None:
        """The difference and its 95% interval; None where a count is left out."""
        if self.before.count is None or self.after.count is None:
            return None
        sides = (self.after.count, self.after.answered, self.before.count, self.before.answered)
        low, high = newcombe(*sides)
        return rounded(100 * (sides[0] / sides[1] - sides[2] / sides[3])), rounded(100 * low), rounded(100 * high)

    @property
    def is_beyond_chance(self) -> bool:
        return self.points is not None and (self.points[1] > 0 or self.points[2] < 0)


def percent(count: int, whole: int, places: int = 1) -> Decimal:
    """A percentage as papers print it: halves rounded up, so 34 of 160 is 21.3."""
    return (Decimal(100 * count) / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def rounded(number: float | Decimal) -> Decimal:
    return Decimal(number).quantize(Decimal("0.1"), ROUND_HALF_UP)


def counted(item: Item, *, asked: int, answered: int, ticks: dict[str, int]) -> Counted:
    """The item as it may be shown. `ticks`: how many chose each option."""
    codes = [choice.code for choice in item.choices]
    counts = {code: ticks.get(code, 0) for code in codes}
    is_many = item.kind is Kind.MANY
    named = {code: count for code, count in counts.items() if not (is_many and code == NONE)}
    left_out = hidden(named, answered)
    if is_many and (is_small(counts.get(NONE, 0)) or is_small(answered - counts.get(NONE, 0))):
        left_out.add(NONE)
    selections = sum(named.values()) if is_many else None
    lines = tuple(
        Line(
            choice.code,
            choice.says,
            choice.leads,
            None if choice.code in left_out else counts[choice.code],
            answered,
            selections,
        )
        for choice in item.choices
    )
    return Counted(item, asked, answered, selections, lines if answered >= SMALLEST else ())


def largest(found: Iterable[Counted], most: int = 6) -> list[tuple[Counted, Line]]:
    """The options that lead to something to learn, most named first."""
    lines = [(one, line) for one in found for line in one.lines if line.leads and line.count]
    return sorted(lines, key=lambda pair: -(pair[1].count or 0) / pair[1].answered)[:most]


def changes(before: Iterable[Counted], after: Iterable[Counted]) -> list[tuple[Counted, list[Change]]]:
    """What both surveys asked, option by option."""
    earlier = {one.item.code: one for one in before}
    pairs = [(one, earlier[one.item.code]) for one in after if one.item.code in earlier and one.lines]
    return [
        (
            one,
            [Change(line.says, was, line) for line in one.lines if (was := past.line(line.code))],
        )
        for one, past in pairs
        if past.lines
    ]
