"""Trying a programme out shows what the real thing would do."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from inglenook.between.programmes.reading import shipped
from inglenook.between.programmes.texts import LONGEST
from inglenook.between.programmes.trying import Who, scenarios, timeline

LONDON = ZoneInfo("Europe/London")
JUNE = date(2026, 6, 1)
PROGRAMMES = {programme.code: programme for programme in shipped()}


def tried(code: str, scenario: str, today=JUNE):
    chosen = next(one for one in scenarios(today, LONDON) if one.code == scenario)
    return timeline(PROGRAMMES[code], chosen, today=today, zone=LONDON, values=LONGEST)


def days(events, who: Who) -> list[int]:
    return [(event.at.date() - JUNE).days for event in events if event.who == who]


@pytest.mark.parametrize("code", sorted(set(PROGRAMMES) - {"activity"}))  # it measures nothing that could be dangerous
def test_the_worst_answer_reaches_staff_in_every_programme(code):
    told = [event for event in tried(code, "worst") if event.who == Who.TO_STAFF]
    assert told


@pytest.mark.parametrize("code", PROGRAMMES)
def test_silence_reaches_staff_in_every_programme(code):
    assert [event for event in tried(code, "falls_silent") if event.who == Who.TO_STAFF]


@pytest.mark.parametrize("code", PROGRAMMES)
def test_who_answers_calmly_alarms_nobody(code):
    assert [event for event in tried(code, "answers") if event.who == Who.TO_STAFF] == []


def test_a_high_reading_is_answered_and_told_at_once():
    events = tried("blood_pressure_at_home", "worst")
    said = next(number for number, event in enumerate(events) if event.text == "180/78")
    assert "very high" in events[said + 1].text
    assert (events[said + 2].who, events[said + 2].pressing) == (Who.TO_STAFF, True)
    assert "within 4 hours" in events[said + 2].text


def test_after_stop_nothing_more_comes():
    events = tried("heart_failure_watch", "stops")
    assert max(days(events, Who.TO_THEM)) == 19
    assert events[-1].text.startswith("STOP")


def test_on_holiday_nothing_is_sent():
    sent = days(tried("heart_failure_watch", "holiday"), Who.TO_THEM)
    assert set(range(14, 28)).isdisjoint(sent)
    assert 13 in sent and 28 in sent


def test_the_hour_stays_when_clocks_change():
    events = [event for event in tried("heart_failure_watch", "clocks") if event.who == Who.TO_THEM]
    assert {f"{event.at:%H:%M}" for event in events} == {"08:30"}
    assert len({event.at.utcoffset() for event in events}) == 2


def test_it_tapers():
    assert days(tried("keeping_going", "answers"), Who.FROM_THEM) == [7, 14, 21, 28, 35, 42, 49, 56, 70, 84]
