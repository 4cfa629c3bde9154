"""How far groups of people have got, side by side, with what chance allows and without small numbers."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Ceil, Coalesce, NullIf

from inglenook.core.channels import Channel
from inglenook.core.counting import SMALLEST, Share, share

from .filters import STAGES

CHOICES = [("deprivation", "Deprivation of the area"), ("language", "Language"), ("channel", "Way to be reached")]
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


def _name(by: str, value) -> str:
    if value is None:
        return UNKNOWN
    if by == "deprivation":
        return FIFTHS[int(value)]
    return Channel(value).label if by == "channel" else value
