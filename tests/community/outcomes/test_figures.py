"""Means and shares beside published figures, and words that claim no more than these."""

import pytest

from inglenook.community.outcomes import rules
from inglenook.community.outcomes.drawing import drawn
from inglenook.community.outcomes.queries import FIGURES, PARTS, Course, line
from inglenook.community.outcomes.saying import course, signed, summary
from inglenook.core.counting import mean, student

OCCASION = rules.occasions()["weeks_12"]


@pytest.mark.parametrize(("freedom", "point"), [(4, 2.776), (9, 2.262), (30, 2.042), (120, 1.980)])
def test_students_t_as_printed_in_tables(freedom, point):
    assert student(freedom) == pytest.approx(point, abs=0.001)


def test_mean_change_worked_by_hand():
    """-2 -1 0 -1 -1: mean -1, deviations 1 0 1 0 0, variance 2/4, error sqrt(0.5 / 5) = 0.31623, times 2.776."""
    found = mean([-2, -1, 0, -1, -1])
    assert (found.n, found.mean) == (5, -1)
    assert (found.low, found.high) == pytest.approx((-1.878, -0.122), abs=0.001)
    assert found.is_beyond_chance


def test_four_people_are_too_few_to_show():
    assert mean([-2, -1, 0, -1]) is None


def counts(**given):
    return dict.fromkeys((*PARTS, "due", "over", "over_answered"), 0) | given


def test_a_small_part_hides_the_parts_that_would_tell_it():
    told = line(OCCASION, counts(due=40, asked=40, answered=30, no_answer=10, over=40, over_answered=30), {})
    assert told.parts["no_answer"] == 10
    assert told.followed.part == 30
    small = line(OCCASION, counts(due=40, asked=40, answered=37, no_answer=3, over=40, over_answered=37), {})
    assert (small.due, small.parts, small.followed.part) == (40, None, None)
    assert line(OCCASION, counts(due=4, asked=4), {}).due is None


def test_a_clear_change_is_said_with_its_interval_and_who_is_missing():
    given = counts(due=40, asked=40, answered=30, no_answer=10, over=40, over_answered=30)
    said = summary([line(OCCASION, given, {"ucla3": [-2, -1, 0, -1, -1]})])
    assert said == (
        "Loneliness (three questions): better, −1.0 on a scale of 3 to 9 (95% interval −1.9 to −0.1) at 12 weeks"
        " (5 people who answered both times). 10 of the 40 people whose time to answer is over are missing from it."
    )


def test_no_change_is_said_as_plainly():
    said = summary([line(OCCASION, counts(due=5), {"ucla3": [-1, 1, 0, 1, -1]})])
    assert said.startswith("Loneliness (three questions): no change that chance alone would not make (0.0 on a scale")


def test_too_few_is_said():
    assert summary([line(OCCASION, counts(), {})]).startswith("Too few people")


def test_less_loneliness_is_better_and_less_satisfaction_worse():
    better = {figure.code: figure.more_is_better for figure in FIGURES}
    assert better == {
        "ucla3": False, "lonely": True, "satisfied": True, "worthwhile": True, "happy": True, "anxious": False,
    }  # fmt: skip


@pytest.mark.parametrize(("number", "text"), [(0.84, "+0.8"), (-0.26, "−0.3"), (0.04, "0.0"), (-0.04, "0.0")])
def test_signs(number, text):
    assert signed(number) == text


def course_of(**given):
    """The course of the three questions on loneliness with these answers at each occasion."""
    figure = next(one for one in FIGURES if one.code == "ucla3")
    return Course(figure, tuple((one, mean(given.get(code, []))) for code, one in rules.occasions().items()))


def test_a_course_is_said_from_its_first_to_its_last_point_that_may_be_shown():
    one = course_of(start=[7, 7, 8, 6, 7, 7], weeks_12=[6, 6, 6, 6, 6, 7], months_6=[5, 6, 5, 6])  # the last: too few
    assert course(one) == ("7.0 at start (6 people), then 6.2 at 12 weeks (6 people). From 3 to 9; less is better.")
    assert "Fewer than five people" in course(course_of(start=[7, 7]))


def test_a_course_is_drawn_to_scale_with_its_people_and_nothing_of_too_few():
    svg = str(drawn(course_of(start=[6] * 5, weeks_12=[9] * 6, months_6=[3] * 4)))
    # 200 units high, 12 above and 46 below: 9 lies at 12, 3 at 154, 6 half way at 83
    assert 'cy="83"' in svg and 'cy="12"' in svg and 'cy="154"' not in svg
    assert "n 5" in svg and "n 6" in svg and "n 4" not in svg
    assert drawn(course_of()) == ""
