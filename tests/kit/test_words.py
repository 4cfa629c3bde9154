from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from inglenook.kit import words

TODAY = date(2026, 6, 4)


@pytest.mark.parametrize(
    "due, said",
    [
        (date(2026, 6, 1), "3 days late"),
        (date(2026, 6, 3), "1 day late"),
        (date(2026, 6, 4), "today"),
        (date(2026, 6, 5), "tomorrow"),
        (date(2026, 6, 9), "in 5 days"),
        (date(2026, 6, 18), "in 2 weeks"),
        (date(2026, 4, 1), "2 months late"),
        (date(2026, 5, 1), "4 weeks late"),
        (date(2028, 7, 4), "in 2 years"),
    ],
)
def test_a_due_date_stands_in_words(due, said):
    assert words.by_when(due, TODAY) == said


@pytest.mark.parametrize(
    "when, said",
    [(TODAY, "today"), (date(2026, 6, 3), "yesterday"), (date(2026, 5, 25), "10 days ago")],
)
def test_the_past_stands_in_words(when, said):
    assert words.ago(when, TODAY) == said


def test_a_day_is_late_only_once_it_has_passed():
    assert not words.is_late(TODAY, TODAY)
    assert words.is_late(date(2026, 6, 3), TODAY)
    assert not words.is_late(None, TODAY)


def test_a_moment_is_told_in_the_reader_s_time_zone():
    before_midnight_in_summer = datetime(2026, 6, 3, 23, 20, tzinfo=UTC)
    assert words.day(before_midnight_in_summer) == "4 June 2026"
    assert words.clock(before_midnight_in_summer) == "00:20"
    assert words.weekday(before_midnight_in_summer) == "Thursday 4 June"


def test_midnight_is_a_time():
    assert words.clock(time(0, 0)) == "00:00"


@pytest.mark.parametrize(
    "value, said",
    [(1234567, "1,234,567"), (6.5, "6.5"), (Decimal("6.50"), "6.5"), (100, "100"), (0, "0"), (None, "–")],
)
def test_numbers(value, said):
    assert words.number(value) == said


def test_counts_and_shares():
    assert words.plural(1, "person", "people") == "1 person"
    assert words.plural(3, "person", "people") == "3 people"
    assert words.plural(0, "day") == "0 days"
    assert words.percent(301, 412) == "73%"
    assert words.percent(0, 0) == "–"


@pytest.mark.parametrize("name, said", [("Blood sugar (HbA1c)", "blood sugar (HbA1c)"), ("HbA1c", "HbA1c")])
def test_a_name_inside_a_sentence(name, said):
    assert words.in_a_sentence(name) == said


@pytest.mark.parametrize(
    "minutes, said",
    [
        (40, "40 minutes left"),
        (1, "1 minute left"),
        (-30, "30 minutes late"),
        (150, "2 hours left"),
        (-60 * 24 * 3, "3 days late"),
    ],
)
def test_the_time_left_stands_in_words(minutes, said):
    now = datetime(2026, 6, 4, 10, 20, tzinfo=UTC)
    assert words.time_left(now + timedelta(minutes=minutes), now) == said


@pytest.mark.parametrize(
    "text, runs",
    [
        ("Amina، 5 منٹ آرام سے بیٹھیں", "rtl"),
        ("שלום David", "ltr"),  # four letters against five
        ("Hello Amina", "ltr"),
        ("130/80", "ltr"),
        ("", "ltr"),
    ],
)
def test_a_text_runs_the_way_most_of_its_letters_do(text, runs):
    assert words.direction(text) == runs
