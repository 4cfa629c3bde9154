"""Which counts are left out so that nobody can be told from those that are shown. Plain Python.

A count of 1 to 4 could point to somebody (`SMALLEST`), and so could a total less the others: whenever a count is left
out, others go with it until those together leave it open whether it is small. No mark tells which was the small one.
"""

from collections.abc import Hashable, Sequence
from itertools import product
from typing import TypeVar

from inglenook.core.counting import SMALLEST

KeyT = TypeVar("KeyT", bound=Hashable)
Cell = tuple[int, int]


def is_small(count: int) -> bool:
    return 0 < count < SMALLEST


def hidden(counts: dict[KeyT, int], whole: int) -> set[KeyT]:
    """What is left out of counts whose sum is shown, each at most `whole`; a count that all but 1 to 4 share, too."""
    small = {key for key, count in counts.items() if is_small(count) or is_small(whole - count)}
    left_out = set(small)
    for key in sorted(counts.keys() - small, key=lambda one: (counts[one] == 0, counts[one])):
        if _is_open(counts, small, left_out, whole):
            break
        left_out.add(key)
    return left_out


def _is_open(counts: dict[KeyT, int], small: set[KeyT], left_out: set[KeyT], whole: int) -> bool:
    """Whether each small count may, by all that is shown, as well be five or more (or five or more short of all)."""
    together = sum(counts[key] for key in left_out)
    least, most = max(0, together - (len(left_out) - 1) * whole), min(whole, together)
    return not small or (
        all(most >= SMALLEST for key in small if is_small(counts[key]))
        and all(least <= whole - SMALLEST for key in small if is_small(whole - counts[key]))
        and most - least >= SMALLEST - 1
        and len(left_out) > 1
    )


def protected(table: Sequence[Sequence[int]]) -> set[Cell] | None:
    """The cells to leave out of a table whose margins are shown; None when it cannot be made safe.

    Each small cell becomes a corner of a rectangle of cells left out. Along it so much can be moved round, every margin
    staying as it is, that the cell could as well hold five or more: what is shown cannot tell.
    """
    left_out: set[Cell] = set()
    small = [(r, c) for r, row in enumerate(table) for c, count in enumerate(row) if is_small(count)]
    for cell in sorted(small, key=lambda at: table[at[0]][at[1]]):
        corners = _cheapest(table, cell, left_out | set(small))
        if corners is None:
            return None
        left_out |= corners
    return left_out


def _cheapest(table: Sequence[Sequence[int]], cell: Cell, gone: set[Cell]) -> set[Cell] | None:
    """The rectangle round a small cell that hides the least of what is still to be seen."""
    row, column = cell
    others = product(
        (r for r in range(len(table)) if r != row), (c for c in range(len(table[0])) if c != column)
    )  # fmt: skip
    found = [(cell, (row, c), (r, column), (r, c)) for r, c in others if _hides(table, cell, (r, c))]
    if not found:
        return None
    return set(min(found, key=lambda four: sum(table[r][c] + 1 for r, c in set(four) - gone)))


def _hides(table: Sequence[Sequence[int]], cell: Cell, opposite: Cell) -> bool:
    (row, column), (r, c) = cell, opposite
    count = table[row][column]
    up, down = min(table[row][c], table[r][column]), min(count, table[r][c])
    return count + up >= SMALLEST and up + down >= SMALLEST - 1
