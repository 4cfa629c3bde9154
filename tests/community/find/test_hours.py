"""When a service is open, as people would write it (NHS content style: "Monday to Friday, 9am to 5pm")."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inglenook.community.directory.times import DAYS, schedules
from inglenook.community.find.hours import times
from inglenook.kit import languages


def row(days: str, opens: str = "09:00", closes: str = "17:00") -> dict:
    return {"byday": days, "opens_at": opens, "closes_at": closes}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([row(day) for day in ("MO", "TU", "WE", "TH", "FR")], ["Monday to Friday, 9am to 5pm"]),
        ([row(day) for day in DAYS], ["Every day, 9am to 5pm"]),
        ([row("MO"), row("TH")], ["Mondays and Thursdays, 9am to 5pm"]),
        ([row("SA"), row("SU")], ["Saturdays and Sundays, 9am to 5pm"]),
        ([row("TU,WE,TH")], ["Tuesday to Thursday, 9am to 5pm"]),
        ([row("SA"), row("MO,TU,WE")], ["Monday to Wednesday and Saturday, 9am to 5pm"]),
        (
            [
                row("MO"),
                row("TU"),
                row("WE"),
                row("TH"),
                row("FR", "09:00:00", "12:00:00"),
                row("SA", "09:00", "12:00"),
            ],
            ["Monday to Thursday, 9am to 5pm", "Fridays and Saturdays, 9am to 12 noon"],
        ),
        ([row("MO", closes="17:00:00"), row("TU"), row("WE")], ["Monday to Wednesday, 9am to 5pm"]),
        ([row("MO"), {"description": "By appointment"}, row("MO")], ["Mondays, 9am to 5pm", "By appointment"]),
        ([row("MO", "", ""), row("TU", "", "")], ["Mondays and Tuesdays"]),
        (["Mondays", None, {}], []),
        (None, []),
    ],
)
def test_days_with_the_same_hours_stand_in_one_line(rows, said):
    assert times(rows) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("cy", "Dydd Mawrth – Dydd Iau, 09:00 i 17:00"),
        ("pl", "wtorek–czwartek, od 09:00 do 17:00"),
        ("ur", "منگل سے جمعرات, 09:00 سے 17:00 تک"),
    ],
)
def test_a_run_of_days_is_said_in_the_readers_language(language, said):
    with languages.speaking(language):
        assert times([row("TU"), row("WE"), row("TH")]) == [said]


@given(st.lists(st.sampled_from(DAYS), min_size=1))
def test_what_is_said_of_days_is_read_back_as_the_same_days(days):
    [line] = times([row(day) for day in days])
    [read] = schedules(line)
    assert read["byday"].split(",") == sorted(set(days), key=DAYS.index)
