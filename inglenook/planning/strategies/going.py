"""How strategies go, in figures fit to be shown: shares with their intervals, small numbers left out. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass

from inglenook.core.counting import SMALLEST, Share, share
from inglenook.workforce.strategies.api import Strategy, strategies

from .queries import Used


@dataclass(frozen=True)
class Line:
    """One strategy: people and asked are None where too few, `did` has no part then either."""

    strategy: Strategy
    people: int | None
    asked: int | None
    did: Share

    @property
    def says(self) -> str:
        """The finding in words, a null result as plainly as any."""
        if self.asked is None:
            return "Too few have been asked to say anything"
        if self.did.part is None:
            return "Too few on one side to be shown"
        if self.did.part == 0:
            return f"None of {self.asked} did it"
        return f"{self.did.part} of {self.asked} did it or some of it"


def lines(used: Iterable[Used]) -> list[Line]:
    """A line for each strategy that is in the library."""
    return [_line(one) for one in used if one.strategy in strategies()]


def _line(one: Used) -> Line:
    told = one.asked >= SMALLEST
    return Line(
        strategy=strategies()[one.strategy],
        people=one.people if one.people >= SMALLEST else None,
        asked=one.asked if told else None,
        did=share(one.did, one.asked) if told else Share(None),
    )
