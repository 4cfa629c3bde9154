"""What a number means: bands, targets, urgent thresholds and the way a result is going. Plain Python.

A number is judged as it is shown, that is, after rounding to the measure's decimals, so that the word on a page never
disagrees with the figure beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from inglenook.kit.marking import marked

UP, SAME, TOO_FEW = marked("going up"), marked("about the same"), "not enough results yet"
POINTS_FOR_A_TREND = 3
TONES = ("good", "heed", "alarm")


class Range(NamedTuple):
    """A target in the measure's unit, both ends within it; None is an open end."""

    low: float | None = None
    high: float | None = None

    def holds(self, number: float) -> bool:
        return (self.low is None or number >= self.low) and (self.high is None or number <= self.high)


@dataclass(frozen=True)
class About:
    """What of a person decides which bands and target are theirs; what is not known decides nothing."""

    age: int | None = None
    sex: str = ""
    ethnicity: str = ""
    conditions: frozenset[str] = frozenset()


ANYONE = About()


@dataclass(frozen=True)
class Band:
    """From this value (None: from the bottom) up to the next band: a word, a tone and a sentence."""

    start: float | None
    word: str
    tone: str
    says: str


AS_AGREED = Band(
    None, marked("where you agreed it should be"), "good", marked("This is in the range you agreed with your team.")
)
ABOVE_AGREED = Band(
    None, marked("above what you agreed"), "heed", marked("This is above the range you agreed with your team.")
)
BELOW_AGREED = Band(
    None, marked("below what you agreed"), "heed", marked("This is below the range you agreed with your team.")
)


@dataclass(frozen=True)
class Variant:
    """Other bands or another target, for the people it names."""

    age_from: int | None = None
    sexes: frozenset[str] = frozenset()
    ethnicities: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    bands: tuple[Band, ...] = ()
    target: Range | None = None

    def suits(self, about: About) -> bool:
        return (
            (self.age_from is None or about.age is not None and about.age >= self.age_from)
            and (not self.sexes or about.sex in self.sexes)
            and (not self.ethnicities or about.ethnicity in self.ethnicities)
            and (not self.conditions or bool(self.conditions & about.conditions))
        )


@dataclass(frozen=True)
class Threshold:
    """A value that a named professional sees within so many hours, before the person meets it alone."""

    hours: int
    at_or_above: float | None = None
    at_or_below: float | None = None

    def crossed(self, number: float) -> bool:
        return (self.at_or_above is not None and number >= self.at_or_above) or (
            self.at_or_below is not None and number <= self.at_or_below
        )


@dataclass(frozen=True)
class Change:
    """The smallest change that counts as one: an amount in the measure's unit, or a percentage of what was before."""

    amount: float = 0.0
    percent: float | None = None

    def least(self, before: float) -> float:
        return self.amount if self.percent is None else abs(before) * self.percent / 100


@dataclass(frozen=True)
class OtherUnit:
    """A second unit people know the measure by: number x factor + offset."""

    unit: str
    factor: float
    offset: float
    decimals: int


@dataclass(frozen=True)
class Measure:
    """One thing that is measured, as people speak of it. `parts` makes it a pair that is read together."""

    code: str
    name: str
    what: str
    unit: str = ""
    decimals: int = 0
    better: str = "within"
    parts: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    variants: tuple[Variant, ...] = ()
    target: Range | None = None
    urgent: tuple[Threshold, ...] = ()
    plausible: Range = Range()
    change: Change | None = None
    also: OtherUnit | None = None

    def band(self, number: float, about: About = ANYONE) -> Band | None:
        """The band this number stands in, for this person; None where the measure has no bands."""
        number = rounded(number, self.decimals)
        suited = [v.bands for v in self.variants if v.bands and v.suits(about)]
        bands = suited[0] if suited else self.bands
        return next((b for b in reversed(bands) if b.start is None or number >= b.start), None)

    def general_target(self, about: About = ANYONE) -> Range | None:
        """The published target for people like this one, for when none of their own is agreed."""
        return next((v.target for v in self.variants if v.target and v.suits(about)), self.target)

    def threshold(self, number: float) -> Threshold | None:
        """The most pressing urgent threshold this number has crossed, if any."""
        number = rounded(number, self.decimals)
        return min((t for t in self.urgent if t.crossed(number)), key=lambda t: t.hours, default=None)

    def way(self, points: Sequence[tuple[date | datetime, float]]) -> str:
        """Which way it is going: the latest of (when, number), oldest first, against the mean of the two before it.

        A difference smaller than the measure's `change` is "about the same"; fewer than three results say nothing.
        """
        if len(points) < POINTS_FOR_A_TREND or self.change is None:
            return TOO_FEW
        first, second, latest = (number for _, number in points[-POINTS_FOR_A_TREND:])
        before = (first + second) / 2
        if abs(latest - before) < self.change.least(before):
            return SAME
        return UP if latest > before else self._down

    @property
    def _down(self) -> str:
        return marked("coming down") if self.better == "lower" else marked("going down")

    def shown(self, number: float) -> str:
        """The number as people read it: 58.04 as "58", 5 as "5.0" where the measure has one decimal."""
        return f"{rounded(number, self.decimals):.{self.decimals}f}"

    def shown_also(self, number: float) -> str:
        """The number in the second unit ("7.5%"), or nothing."""
        if self.also is None:
            return ""
        other = rounded(number * self.also.factor + self.also.offset, self.also.decimals)
        return f"{other:.{self.also.decimals}f}{self.also.unit}"


@dataclass(frozen=True)
class Described:
    """A result in words: "Blood pressure", "138/84", "mmHg", a word, its tone, a sentence; hours when urgent."""

    name: str
    value: str
    unit: str
    word: str = ""
    tone: str | None = None
    says: str = ""
    urgent_within: int | None = None


def rounded(number: float, decimals: int) -> float:
    """Half up, as PostgreSQL rounds a numeric, so that pages and statements judge alike."""
    return float(Decimal(str(number)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def in_words(measure: Measure, number: float, *, target: Range | None = None, about: About = ANYONE) -> Described:
    """One number of one measure. `target` is what the person agreed; it decides unless the value needs acting on."""
    band = _by_target(measure, number, target, measure.band(number, about))
    threshold = measure.threshold(number)
    also = measure.shown_also(number)
    return Described(
        name=measure.name,
        value=measure.shown(number),
        unit=f"{measure.unit} ({also})" if also else measure.unit,
        word=band.word if band else "",
        tone=band.tone if band else None,
        says=band.says if band else "",
        urgent_within=threshold.hours if threshold else None,
    )


def _by_target(measure: Measure, number: float, target: Range | None, band: Band | None) -> Band | None:
    """The band, unless the agreed target says otherwise; never better than a band that needs acting on."""
    if target is None or (band and band.tone == "alarm"):
        return band
    number = rounded(number, measure.decimals)
    if target.holds(number):
        return AS_AGREED
    if band and band.tone != "good":
        return band
    return ABOVE_AGREED if target.high is not None and number > target.high else BELOW_AGREED


def together(measure: Measure, parts: Iterable[Described]) -> Described:
    """Two numbers that are read as one ("138/84"): the part that needs more heed gives the word."""
    parts = list(parts)
    most = max(parts, key=lambda part: TONES.index(part.tone) if part.tone else -1)
    hours = [part.urgent_within for part in parts if part.urgent_within is not None]
    return Described(
        name=measure.name,
        value="/".join(part.value for part in parts),
        unit=measure.unit,
        word=most.word,
        tone=most.tone,
        says=most.says,
        urgent_within=min(hours, default=None),
    )
