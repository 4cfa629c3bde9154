"""The score of goal attainment scaling against the published table and by hand."""

import pytest

from inglenook.planning.attaining.rules import Scored, t_score

# Kiresuk and Sherman's table for goals that count alike: T for a sum of levels, by how many goals there are.
TABLE = [
    ((0,), 50.00),
    ((1,), 60.00),
    ((-2,), 30.00),
    ((1, 0), 56.20),
    ((1, 1), 62.40),
    ((-2, -2), 25.19),
    ((1, 0, 0), 54.56),
    ((2, 2, 2), 77.39),
    ((1, 0, 0, 0), 53.63),
    ((-1, -1, -1, -1), 35.49),
    ((1, 1, 0, -1, 0), 53.02),
]


@pytest.mark.parametrize(("levels", "expected"), TABLE)
def test_goals_that_count_alike_score_as_the_table_says(levels, expected):
    assert t_score(Scored(1, level) for level in levels) == pytest.approx(expected, abs=0.0051)
    # Counting all of them three times as much changes nothing: only how they count beside each other does.
    assert t_score(Scored(3, level) for level in levels) == pytest.approx(expected, abs=0.0051)


def test_a_goal_that_counts_more_weighs_more():
    # By hand: 3×1 − 1×1 = 2; 0.7×(9+1) + 0.3×(3+1)² = 11.8; 50 + 10×2/√11.8 = 55.82.
    assert t_score([Scored(3, 1), Scored(1, -1)]) == pytest.approx(55.822, abs=0.001)
    # The other way round it is as far below 50.
    assert t_score([Scored(3, -1), Scored(1, 1)]) == pytest.approx(44.178, abs=0.001)


def test_no_goals_have_no_score():
    assert t_score([]) is None


@pytest.mark.parametrize("wrong", [Scored(0, 1), Scored(-1, 1), Scored(1, 3), Scored(1, -3)])
def test_off_the_scale_there_is_no_score(wrong):
    with pytest.raises(ValueError, match="from -2 to 2"):
        t_score([wrong])
