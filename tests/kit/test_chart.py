"""The larger drawing of a result: where its values stand, and what it says to those who do not see it."""

import re
from datetime import date

from inglenook.kit.chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, chart

POINTS = [(date(2024, 1, 1), 150), (date(2025, 1, 1), 130), (date(2026, 1, 1), 140)]


def line(svg: str) -> list[tuple[float, float]]:
    found = re.search(r'points="([^"]+)"', svg).group(1)
    return [tuple(float(part) for part in pair.split(",")) for pair in found.split()]


def test_values_stand_by_date_and_height():
    first, second, last = line(chart(POINTS))
    assert (first[0], last[0]) == (LEFT, WIDTH - RIGHT)
    assert (first[1], second[1]) == (TOP, HEIGHT - BOTTOM)  # 130 and 150 are round values themselves
    assert last[1] == (TOP + HEIGHT - BOTTOM) / 2  # 140 lies half way


def test_the_band_covers_the_target():
    band = re.search(r'y="([\d.]+)" width="\d+" height="([\d.]+)"', chart(POINTS, (None, 140)))
    top, height = map(float, band.groups())
    assert (top, top + height) == ((TOP + HEIGHT - BOTTOM) / 2, HEIGHT - BOTTOM)


def test_a_pair_is_two_lines_and_the_description_tells_the_story():
    svg = chart(POINTS, (None, 140), "Blood pressure", "mmHg", [(day, 80) for day, _ in POINTS])
    assert svg.count("<polyline") == 2
    assert "3 readings from 1 January 2024 to 1 January 2026: lowest 130, highest 150, latest 140 mmHg" in svg


def test_one_value_and_equal_values_can_be_drawn():
    assert chart([(date(2026, 1, 1), 5.0)]).count("<circle") == 1
    assert chart([(date(2025, 1, 1), 0), (date(2026, 1, 1), 0)]).count("<circle") == 2
    assert chart([]) == ""
