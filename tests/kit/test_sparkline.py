"""Geometry worked by hand for a drawing of 110 by 50 pixels, padded by 5: 100 pixels of time, 40 of value."""

from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

from inglenook.kit.sparkline import coordinates, in_words, sparkline, target_in_words

POINTS = [(date(2026, 1, 1), 150), (date(2026, 1, 11), 130), (date(2026, 2, 10), 140)]


def drawn(*args, **kwargs):
    return ElementTree.fromstring(str(sparkline(*args, width=110, height=50, **kwargs)))


def test_points_stand_by_date_and_by_value():
    # Ten of forty days is a quarter of the way; 150 is the top, 130 the bottom, 140 half way.
    assert coordinates(POINTS, None, 110, 50) == [(5, 5), (30, 45), (105, 25)]


def test_the_target_widens_the_scale():
    # From 150 down to 110 is 40: one pixel for each unit.
    assert coordinates(POINTS, (110, 120), 110, 50) == [(5, 5), (30, 25), (105, 15)]


def test_a_single_point_stands_in_the_middle():
    assert coordinates(POINTS[:1], None, 110, 50) == [(55, 25)]


def band(*args):
    """Top and height of the target's band."""
    rect = drawn(*args).find("rect")
    return float(rect.get("y")), float(rect.get("height"))


def test_the_band_spans_the_target():
    assert band(POINTS, (110, 120)) == (35, 10)


def test_a_target_with_one_side_runs_to_the_edge():
    assert band(POINTS, (None, 140)) == (25, 25)
    assert band(POINTS, (140, None)) == (0, 25)


def test_values_from_the_database_may_be_decimals():
    points = [(when, Decimal(value)) for when, value in POINTS]
    assert coordinates(points, None, 110, 50) == [(5, 5), (30, 45), (105, 25)]


def test_the_drawing_says_what_it_shows():
    drawing = drawn(POINTS, (120, 135), name="Blood pressure", unit="mmHg")
    assert drawing.find("title").text == "Blood pressure over time"
    assert drawing.find("desc").text == (
        "3 readings from 1 January 2026 to 10 February 2026: lowest 130, highest 150, latest 140 mmHg."
        " Target 120 to 135 mmHg."
    )


def test_one_reading_without_a_target_in_words():
    assert in_words(POINTS[:1], None, "mmHg") == "One reading, 150 mmHg on 1 January 2026."


def test_targets_in_words():
    assert target_in_words((None, 5), "mmol/L") == "target 5 mmol/L or less"
    assert target_in_words((60, None)) == "target 60 or more"
    assert target_in_words(None) == ""


def test_names_are_escaped():
    assert "<script>" not in sparkline(POINTS, name="<script>", unit="<b>")


def test_nothing_to_draw_draws_nothing():
    assert sparkline([]) == ""
