"""Nobody can work out a small count from what is shown: tried by working through every table that fits."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from inglenook.core.counting import SMALLEST
from inglenook.workforce.survey.hiding import hidden, is_small, protected


def tables_like(table, gone):
    """Every table of whole numbers with the margins and the shown cells of this one (an attacker's list)."""
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    yield from _fill(table, gone, rows, columns, 0, [])


def _fill(table, gone, rows, columns, at, made):
    if at == len(table):
        if not any(columns):
            yield made
        return
    cells = [range(min(rows[at], columns[c]) + 1) if (at, c) in gone else (count,) for c, count in enumerate(table[at])]
    for row in product(*cells):
        left = [total - count for total, count in zip(columns, row, strict=True)]
        if sum(row) == rows[at] and min(left) >= 0:
            yield from _fill(table, gone, rows, left, at + 1, [*made, row])


def could_be(table, gone, cell):
    return {made[cell[0]][cell[1]] for made in tables_like(table, gone)}


@given(st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=2, max_size=3))
def test_a_small_cell_of_a_table_could_as_well_be_five_or_more(table):
    gone = protected(table)
    if gone is None:
        return
    for r, row in enumerate(table):
        for c, count in enumerate(row):
            if is_small(count):
                values = could_be(table, gone, (r, c))
                assert max(values) >= SMALLEST and len(values) >= SMALLEST


def test_leaving_out_the_small_cell_alone_gives_it_away():
    """The attack: one star in a table with margins is the row's total less the rest. More is left out for that."""
    table = [[3, 9, 8], [7, 10, 11]]
    assert could_be(table, {(0, 0)}, (0, 0)) == {3}
    gone = protected(table)
    assert len(gone) == 4 and len(could_be(table, gone, (0, 0))) >= SMALLEST


def test_a_table_too_thin_to_hide_in_is_not_shown():
    assert protected([[1, 4], [4, 0]]) is None


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30), min_size=2, max_size=6))
def test_a_small_count_in_a_list_with_its_total_stays_open(counts):
    whole = sum(counts.values())
    gone = hidden(counts, whole)
    together, others = sum(counts[key] for key in gone), len(gone) - 1
    for key in (key for key, count in counts.items() if is_small(count)):
        least, most = (0 if others else together), together
        assert key in gone
        assert len(gone) == len(counts) or (most >= SMALLEST and most - least >= SMALLEST - 1)


def test_what_all_but_a_few_chose_is_left_out_with_them():
    assert hidden({"yes": 38, "no": 2}, 40) == {"yes", "no"}
    assert hidden({"yes": 35, "no": 5}, 40) == set()


def test_a_single_small_option_takes_the_next_with_it():
    """21 in all and 20 shown would say that one person chose the last."""
    assert hidden({"a": 1, "b": 6, "c": 14}, 21) == {"a", "b"}
