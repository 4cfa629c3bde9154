"""Breaking results down by group, and the attempts to find somebody through it."""

import pytest

from inglenook.core.counting import SMALLEST
from inglenook.workforce.survey.breaking import broken_down
from inglenook.workforce.survey.figures import counted
from inglenook.workforce.survey.rules import items_of

from .making import small_questionnaire
from .test_hiding import could_be

ITEMS = {item.code: item for item in items_of(small_questionnaire())}


def table(groups: dict[str, int], ticks: dict[tuple[str, str], int]):
    """The breakdown of `ways` by `role`."""
    whole = sum(groups.values())
    by = counted(ITEMS["role"], asked=whole, answered=whole - groups.get("", 0), ticks=groups)
    totals = {}
    for (_, code), count in ticks.items():
        totals[code] = totals.get(code, 0) + count
    return broken_down(by, counted(ITEMS["ways"], asked=whole, answered=whole, ticks=totals), groups, ticks)


def test_large_groups_stand_side_by_side():
    found = table(
        {"nurse": 20, "gp": 15}, {("nurse", "time"): 12, ("gp", "time"): 7, ("nurse", "pain"): 8, ("gp", "pain"): 8}
    )
    assert found.groups == (("nurse",), ("gp",)) and found.sizes == (20, 15)
    assert dict(zip(found.columns, zip(*found.cells, strict=True), strict=True))[("time",)] == (12, 7)
    assert found.hidden == 0


def test_a_small_group_is_taken_together_with_others():
    """The only GP of a team is not a row: two groups stand together, so that neither is what is left of all."""
    found = table(
        {"nurse": 20, "desk": 12, "gp": 1},
        {("nurse", "time"): 10, ("desk", "time"): 6, ("gp", "time"): 1, ("nurse", "pain"): 9, ("desk", "pain"): 6},
    )
    assert ("gp",) not in found.groups
    assert all(size >= SMALLEST for size in found.sizes)


def test_the_total_less_the_others_tells_nothing():
    """One nurse among 20 named pain: her cell is left out, and with it another, or the total would say it."""
    groups = {"nurse": 20, "desk": 20, "gp": 20}
    ticks = {("nurse", "pain"): 1, ("desk", "pain"): 9, ("gp", "pain"): 10}
    found = table(groups, ticks)
    column = [row[found.columns.index(("pain",))] for row in found.cells]
    assert column[0] is None and column.count(None) >= 2
    full = [[1, 9, 10], [19, 11, 10]]
    gone = {(side, at) for at, cell in enumerate(column) if cell is None for side in (0, 1)}
    assert max(could_be(full, gone, (0, 0))) >= SMALLEST


def test_what_is_left_out_on_its_own_page_is_left_out_here():
    """41 of 42 who answered chose one thing; the breakdown's margin must not say it either."""
    groups = {"nurse": 26, "desk": 26}
    by = counted(ITEMS["role"], asked=52, answered=52, ticks=groups)
    asked = counted(ITEMS["ways"], asked=52, answered=42, ticks={"time": 41, "pain": 20})
    assert asked.line("time").count is None
    found = broken_down(by, asked, groups, {("nurse", "time"): 21, ("desk", "time"): 20, ("nurse", "pain"): 20})
    assert ("time",) not in found.columns


@pytest.mark.parametrize("groups", [{"nurse": 4, "gp": 3}, {"nurse": 30}, {"": 12}])
def test_with_one_group_or_few_people_there_is_no_table(groups):
    assert table(groups, {("nurse", "time"): 4}).why
