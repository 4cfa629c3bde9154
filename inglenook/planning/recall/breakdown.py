"""How far groups of people have got, side by side, with what chance allows and without small numbers."""

from dataclasses import dataclass
from datetime import date
from math import sqrt

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Ceil, Coalesce, NullIf

from inglenook.core.channels import Channel

from .filters import STAGES

CHOICES = [("deprivation", "Deprivation of the area"), ("language", "Language"), ("channel", "Way to be reached")]
SMALLEST = 5  # a smaller number could point to a person
Z = 1.959963984540054  # 95%
UNKNOWN = "Not known"
FIFTHS = {1: "1 (most deprived fifth)", 2: "2", 3: "3", 4: "4", 5: "5 (least deprived fifth)"}
GROUPINGS = {
    "deprivation": Ceil(F("person__deprivation_decile") / 2.0),
    "language": Coalesce(NullIf("person__preferences__language", Value("")), NullIf("person__language", Value(""))),
    "channel": Coalesce(
        NullIf("person__preferences__channel", Value("")), NullIf("person__preferred_channel", Value(""))
    ),
}


@dataclass(frozen=True)
class Share:
    """So many of a group, with the 95% interval of their share; None throughout where the numbers are too small."""

    part: int | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Line:
    """One group: how many are due (None when too few), and the shares prepared and with a plan agreed."""

    name: str
    due: int | None
    prepared: Share
    agreed: Share


def table(cycles: QuerySet, by: str, on: date) -> list[Line]:
    """The groups by name, each with its shares, in one query."""
    reached = {
        stage: Count("pk", filter=Q(state__in=STAGES[STAGES.index(stage) :])) for stage in ("prepared", "agreed")
    }
    rows = cycles.order_by().annotate(grouping=GROUPINGS[by]).values("grouping").annotate(n=Count("pk"), **reached)
    counts = sorted((_name(by, row["grouping"]), row["n"], row["prepared"], row["agreed"]) for row in rows)
    return lines(counts)


def lines(counts: list[tuple[str, int, int, int]]) -> list[Line]:
    """Groups of (name, due, prepared, agreed) with what is too small left out.

    When just one group is left out, the next smallest goes too: else it could be had from the total.
    """
    small = {name for name, n, *_ in counts if n < SMALLEST}
    rest = sorted((n, name) for name, n, *_ in counts if name not in small)
    if len(small) == 1 and rest:
        small.add(rest[0][1])
    nothing = Share(None)
    return [
        Line(name, None, nothing, nothing) if name in small else Line(name, n, share(prepared, n), share(agreed, n))
        for name, n, prepared, agreed in counts
    ]


def share(part: int, whole: int) -> Share:
    """`part` of `whole` with its interval; left out when it, or what is left of the whole, is 1 to 4."""
    if 0 < part < SMALLEST or 0 < whole - part < SMALLEST:
        return Share(None)
    return Share(part, *wilson(part, whole))


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95% score interval of a proportion, as shares of 1 (Wilson 1927; method 3 of Newcombe 1998)."""
    p, z2 = part / whole, Z * Z
    middle = p + z2 / (2 * whole)
    spread = Z * sqrt(p * (1 - p) / whole + z2 / (4 * whole * whole))
    return (middle - spread) / (1 + z2 / whole), (middle + spread) / (1 + z2 / whole)


def _name(by: str, value) -> str:
    if value is None:
        return UNKNOWN
    if by == "deprivation":
        return FIFTHS[int(value)]
    return Channel(value).label if by == "channel" else value
