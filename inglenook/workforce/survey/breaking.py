"""One question broken down by another, with everything left out that could point to somebody. Plain Python.

A survey is broken down by one question alone, named before it opens. Tables that share that one question, each with
every margin shown, say no more about each other's cells than the margins do; two such questions would close a ring
through which hidden cells could be worked out (docs/decisions/0028). "No answer" is a group and a column like others,
so that no table has margins of its own and the difference of two tables tells nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .figures import Counted
from .hiding import hidden, protected
from .rules import Kind

Keys = tuple[str, ...]
Cells = dict[tuple[str, str], int]
UNANSWERED = ""
SMALLEST_GROUP = 10  # of fewer people hardly a figure could be shown


@dataclass(frozen=True)
class Broken:
    """A table of counts: `groups` and `columns` are codes, several in one where they are taken together.

    `cells[group][column]` is None where it is left out. `why` says why there is no table.
    """

    groups: tuple[Keys, ...] = ()
    columns: tuple[Keys, ...] = ()
    sizes: tuple[int, ...] = ()  # of the groups, everybody in them
    cells: tuple[tuple[int | None, ...], ...] = ()
    why: str = ""

    @property
    def hidden(self) -> int:
        return sum(cell is None for row in self.cells for cell in row)


def broken_down(by: Counted, asked: Counted, groups: dict[str, int], cells: Cells) -> Broken:
    """`asked` by the groups of `by`, both as they are shown on their own: what is left out there stays left out here.

    `groups`: everybody by their group; `cells`: how many of a group gave an answer.
    """
    rows = _taken_together(by, groups, least=SMALLEST_GROUP)
    if len(rows) < 2 or not asked.lines:
        return Broken(why="Too few answered to compare groups.")
    sizes = tuple(sum(groups[code] for code in row) for row in rows)
    make = _of_many if asked.item.kind is Kind.MANY else _of_one
    return make(asked, rows, sizes, cells)


def _taken_together(one: Counted, counts: dict[str, int], least: int = 0) -> list[Keys]:
    """The answers to a question that stand alone, and in one those that do not, or of which there are fewer."""
    left_out = hidden(counts, sum(counts.values())) | {line.code for line in one.lines if line.count is None}
    left_out |= {code for code, count in counts.items() if count < least}
    there = [code for code, count in counts.items() if count]
    together = tuple(code for code in there if code in left_out or not one.lines)
    return [(code,) for code in there if code not in together] + ([together] if together else [])


def _sum(cells: Cells, row: Keys, column: Keys) -> int:
    return sum(cells.get((group, tick), 0) for group in row for tick in column)


def _totals(codes: list[str], cells: Cells) -> dict[str, int]:
    return {code: sum(n for (_, tick), n in cells.items() if tick == code) for code in codes}


def _of_one(asked: Counted, rows: list[Keys], sizes: tuple[int, ...], cells: Cells) -> Broken:
    """One answer each: a table of everybody, whose margins are the counts of both questions."""
    columns = _taken_together(asked, _totals([*(line.code for line in asked.lines), UNANSWERED], cells))
    table = [[_sum(cells, row, column) for column in columns] for row in rows]
    gone = protected(table) if len(columns) > 1 else None
    if gone is None:
        return Broken(why=NOT_SAFE)
    return Broken(tuple(rows), tuple(columns), sizes, _without(table, gone))


def _of_many(asked: Counted, rows: list[Keys], sizes: tuple[int, ...], cells: Cells) -> Broken:
    """Many answers each: for every option a table of who chose it and who did not."""
    totals = _totals([line.code for line in asked.lines], cells)
    left_out = hidden(totals, sum(sizes)) | {line.code for line in asked.lines if line.count is None}
    shown = [code for code in totals if code not in left_out]
    columns = [[_sum(cells, row, (code,)) for row in rows] for code in shown]
    tables = [[counts, [size - n for size, n in zip(sizes, counts, strict=True)]] for counts in columns]
    kept = [(code, _first_row(table)) for code, table in zip(shown, tables, strict=True)]
    if not any(row for _, row in kept):
        return Broken(why=NOT_SAFE)
    made = tuple(tuple(row[at] if row else None for _, row in kept) for at in range(len(rows)))
    return Broken(tuple(rows), tuple((code,) for code, _ in kept), sizes, made)


def _first_row(table: Sequence[Sequence[int]]) -> tuple[int | None, ...] | None:
    gone = protected(table)
    return None if gone is None else _without(table, gone)[0]


def _without(table: Sequence[Sequence[int]], gone: set[tuple[int, int]]) -> tuple[tuple[int | None, ...], ...]:
    return tuple(tuple(None if (r, c) in gone else n for c, n in enumerate(row)) for r, row in enumerate(table))


NOT_SAFE = "Numbers are so small that a reader could work out what one person said."
