"""What an instrument is and how it is scored. Plain Python: instruments are files, this is their shape.

Scores follow the published rule that the file names. A score with too many items left out is no score.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One question: its code and the values that may be answered, least to most."""

    code: str
    values: tuple[int, ...]
    reversed: bool = False


@dataclass(frozen=True)
class Scale:
    """How answers become one number: the sum of these items; `least` of them must be answered."""

    items: tuple[Item, ...]
    least: int

    @property
    def bounds(self) -> tuple[int, int]:
        return sum(i.values[0] for i in self.items), sum(i.values[-1] for i in self.items)

    def score(self, answers: Mapping[str, int | None]) -> float | None:
        """The sum, with items left out taken as the mean of those answered; None when fewer than `least` were.

        Raises ValueError for a value that its item does not have.
        """
        given = [_scored(item, value) for item in self.items if (value := answers.get(item.code)) is not None]
        if len(given) < self.least:
            return None
        return sum(given) / len(given) * len(self.items)


def _scored(item: Item, value: int) -> int:
    if value not in item.values:
        raise ValueError(f"{item.code}: {value} is not one of {item.values}")
    return item.values[0] + item.values[-1] - value if item.reversed else value
