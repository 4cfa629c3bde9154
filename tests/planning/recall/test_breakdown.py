"""Groups side by side: intervals beside published ones, and nothing that points to a person."""

from datetime import date

import pytest

from inglenook.core.counting import Share, share, wilson
from inglenook.planning.models import ReviewCycle
from inglenook.planning.recall.breakdown import lines, table
from tests import factories


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_are_those_of_newcombe(part, whole, low, high):
    """Newcombe RG, Statistics in Medicine 1998;17:857, table I, method 3 (score without continuity correction)."""
    assert wilson(part, whole) == pytest.approx((low, high), abs=0.00005)


def test_a_small_group_is_left_out_and_the_next_smallest_with_it():
    found = {line.name: line.due for line in lines([("a", 4, 0, 0), ("b", 30, 9, 9), ("c", 50, 9, 9)])}
    assert found == {"a": None, "b": None, "c": 50}


def test_two_small_groups_hide_each_other():
    found = {line.name: line.due for line in lines([("a", 4, 0, 0), ("b", 3, 0, 0), ("c", 50, 9, 9)])}
    assert found == {"a": None, "b": None, "c": 50}


@pytest.mark.parametrize(("part", "whole"), [(1, 50), (4, 50), (46, 50), (49, 50)])
def test_a_small_part_or_rest_is_left_out(part, whole):
    assert share(part, whole) == Share(None)


@pytest.mark.parametrize(("part", "whole"), [(0, 50), (5, 50), (45, 50), (50, 50)])
def test_other_parts_are_shown(part, whole):
    assert share(part, whole).part == part


@pytest.mark.django_db
def test_what_the_person_says_wins_over_the_record(practice):
    for number in range(12):
        person = factories.make_person(practice, preferred_channel="text", deprivation_decile=1 + number % 2)
        factories.make_preferences(person, channel="letter" if number < 6 else "")
        factories.make_cycle(person, due_on=date(2026, 3, 1), state="agreed" if number < 6 else "due")
    on = date(2026, 3, 10)
    by_channel = {line.name: (line.due, line.agreed.part) for line in table(ReviewCycle.objects.all(), "channel", on)}
    by_fifth = {line.name: line.due for line in table(ReviewCycle.objects.all(), "deprivation", on)}
    assert by_channel == {"Letter": (6, 6), "Text message": (6, 0)}
    assert by_fifth == {"1 (most deprived fifth)": 12}
