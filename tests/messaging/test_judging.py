"""Whom a message may reach, when, and how often."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from inglenook.core import clock as core_clock
from inglenook.messaging import actions, outbox
from inglenook.messaging.judging import judge
from inglenook.messaging.models import ContactPoint, OwnLimits, PracticeLimits
from tests import factories
from tests.messaging.making import NUMBER, again, ask, at, set_clock

pytestmark = pytest.mark.django_db


def outcome(message) -> str:
    outbox.run()
    message = again(message)
    if message.handed_over_at:
        return "sent"
    return message.suppressed_because or message.lapsed_because or message.held_because


def test_the_dead_are_written_to_no_more_not_even_in_answer(amina, gateway, clock):
    amina.died_on = core_clock.today()
    amina.save()
    assert outcome(ask(amina)) == outcome(ask(amina, kind="reply", is_urgent=True)) == "Has died"
    assert gateway.sent == []


def test_a_stop_stops_what_waits_and_what_comes(amina, gateway, clock):
    waiting = ask(amina, due_at=clock("2026-06-04 12:00") + timedelta(days=1))
    actions.stop(person=amina)
    assert again(waiting).suppressed_because == "Asked for no messages"
    assert outcome(ask(amina, is_urgent=True)) == "Asked for no messages"


def test_a_topic_is_stopped_by_itself(amina, gateway, clock):
    actions.stop(person=amina, topic="walking")
    assert outcome(ask(amina, topic="walking")) == "Asked for no messages about this"
    assert outcome(ask(amina, topic="hello")) == "sent"


def test_after_a_stop_only_what_cannot_wait_is_still_answered(amina, gateway, clock):
    actions.stop(person=amina)
    assert outcome(ask(amina, kind="reply")) == "Asked for no messages"
    assert outcome(ask(amina, kind="reply", is_urgent=True)) == "sent"


@pytest.mark.parametrize(
    "kind,word", [("holiday", "On holiday"), ("hospital", "In hospital"), ("asked", "Asked for a rest")]
)
def test_a_pause_keeps_messages_back_and_ends(amina, gateway, clock, kind, word):
    clock("2026-06-04 12:00")
    actions.pause(person=amina, kind=kind, ends_at=at("2026-06-10 00:00"))
    clock("2026-06-09 12:00")
    assert outcome(ask(amina)) == word
    clock("2026-06-10 12:00")
    assert outcome(ask(amina)) == "sent"


def test_coming_back_early_ends_a_pause(amina, gateway, clock):
    clock("2026-06-04 12:00")
    actions.pause(person=amina, kind="hospital")
    clock("2026-06-04 13:00")
    actions.end_pauses(person=amina)
    assert outcome(ask(amina)) == "sent"


def test_somebody_without_a_number_is_not_reached_by_text(amina, gateway, clock):
    amina.mobile = "01632 960001 ring after 6"
    amina.save()
    assert outcome(ask(amina)) == "No way to reach them by this channel"


@pytest.mark.parametrize("written,read", [
    ("07700 900123", NUMBER), ("+44 (0)7700 900-123", NUMBER), ("0044 7700 900123", NUMBER), ("447700900123", NUMBER),
    ("+92 300 1234567", "+923001234567"), ("0300 1234567", ""), ("7700 900123", ""), ("none", ""),
])  # fmt: skip
def test_mobile_numbers_are_read_as_people_write_them(amina, clock, written, read):
    from inglenook.messaging.api import reachable

    amina.mobile, amina.email, amina.address, amina.postcode = written, "", "", ""
    amina.save()
    reachable(amina)
    found = ContactPoint.objects.filter(person=amina, channel="text").first()
    assert (found.value if found else "") == read


def test_a_shared_phone_gets_nothing_personal(amina, gateway, clock):
    factories.make_preferences(amina, shares_phone=True)
    ask(amina, "Amina, what was your sugar this morning?")
    outbox.run()
    assert "Amina" not in gateway.sent[0].text and "sugar" not in gateway.sent[0].text
    assert "Brookside Surgery has a message for somebody who uses this phone" in gateway.sent[0].text


def test_a_phone_in_two_peoples_records_is_shared(amina, practice, gateway, clock):
    son = factories.make_person(practice, given_name="Imran", mobile="+447700900123")
    ask(son, "first")
    ask(amina, "second")
    outbox.run()
    assert len(gateway.sent) == 2 and not any(sent.text in ("first", "second") for sent in gateway.sent)


def test_quiet_hours_hold_until_eight_in_the_morning(amina, gateway, clock):
    clock("2026-06-04 21:00")
    message = ask(amina)
    assert outcome(message) == "Quiet hours"
    assert again(message).not_before == at("2026-06-05 08:00")
    clock("2026-06-05 07:59")
    assert outcome(message) == "Quiet hours"
    clock("2026-06-05 08:00")
    assert outcome(message) == "sent"


@pytest.mark.parametrize("fields", [{"is_urgent": True}, {"kind": "reply"}])
def test_the_urgent_and_answers_keep_neither_quiet_hours_nor_caps(amina, gateway, clock, fields):
    clock("2026-06-04 23:00")
    assert [outcome(ask(amina, **fields)) for _ in range(6)] == ["sent"] * 6
    clock("2026-06-05 09:00")
    assert outcome(ask(amina)) == "sent", "they use up no other message's place"


def test_what_quiet_hours_make_stale_lapses_with_its_reason(amina, gateway, clock):
    now = clock("2026-06-04 22:00")
    assert outcome(ask(amina, lapses_at=now + timedelta(hours=8))) == "Quiet hours"
    lapsed = ask(amina, lapses_at=now + timedelta(hours=8))
    outbox.run()
    assert again(lapsed).lapsed_at and again(lapsed).lapsed_because == "Quiet hours"


def test_one_message_a_day_and_four_in_seven_days(amina, gateway, clock):
    """Hand-made expectation: days 4, 5, 6, 7 June go; 8, 9, 10 are over the week's four; on the 11th one has aged."""
    sent_on = []
    for day in range(4, 14):
        for hour in (10, 15):
            clock(f"2026-06-{day:02} {hour}:00")
            message = ask(amina, lapses_at=at(f"2026-06-{day:02} 20:00"))
            if outcome(message) == "sent":
                sent_on.append((day, hour))
    assert sent_on == [(4, 10), (5, 10), (6, 10), (7, 10), (11, 10), (12, 10), (13, 10)]


def test_two_messages_at_once_count_against_each_other(amina, gateway, clock):
    first, second = ask(amina, "first"), ask(amina, "second")
    outbox.run()
    assert again(first).handed_over_at and again(second).held_because == "Enough messages for one day"
    assert again(second).not_before == at("2026-06-05 08:00")


def test_a_carer_has_a_count_and_a_number_of_their_own(amina, carer, gateway, clock):
    ContactPoint.objects.create(person=amina, carer=carer, channel="text", value="+447700900777")
    ask(amina, "to Amina")
    ask(amina, "to Sara", carer=carer)
    outbox.run()
    assert {sent.to: sent.text for sent in gateway.sent} == {NUMBER: "to Amina", "+447700900777": "to Sara"}


def test_a_person_and_a_practice_settle_their_own_limits(amina, practice, gateway, clock):
    PracticeLimits.objects.create(organisation=practice, quiet_from=time(18), quiet_until=time(10), per_day=2)
    clock("2026-06-04 18:00")
    assert outcome(ask(amina)) == "Quiet hours"
    OwnLimits.objects.create(person=amina, quiet_from=time(23), quiet_until=time(7), per_day=3, per_week=9)
    assert [outcome(ask(amina)) for _ in range(4)] == ["sent", "sent", "sent", "Enough messages for one day"]


def is_quiet_by_zoneinfo(moment: datetime, zone: str) -> bool:
    """The rule in other words: the hour on the wall there is 21, 22, 23, or less than 8."""
    return moment.astimezone(ZoneInfo(zone)).hour in (21, 22, 23, 0, 1, 2, 3, 4, 5, 6, 7)


ZONES = ["Europe/London", "America/New_York", "Asia/Karachi", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo"]


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    minutes=st.integers(0, 365 * 24 * 60),
    zone=st.sampled_from(ZONES),
)
def test_quiet_hours_are_those_of_the_wall_clock_there(amina, gateway, minutes, zone):
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    with pytest.MonkeyPatch.context() as patch:
        set_clock(patch, moment)
        OwnLimits.objects.update_or_create(person=amina, defaults={"time_zone": zone, "per_day": 999, "per_week": 9999})
        message = ask(amina)
        outbox.run()
        message = again(message)
        assert bool(message.handed_over_at) != is_quiet_by_zoneinfo(moment, zone)
        if message.not_before and not message.handed_over_at:
            opens = message.not_before.astimezone(ZoneInfo(zone))
            assert (opens.hour, opens.minute) == (8, 0) and timedelta(0) < message.not_before - moment <= timedelta(
                hours=12
            )


@pytest.mark.parametrize("written,opens_utc", [
    ("2026-03-28 22:00", "2026-03-29 07:00"),  # clocks go forward at 1 a.m.: the night is an hour shorter
    ("2026-10-24 22:00", "2026-10-25 08:00"),  # and back: an hour longer
])  # fmt: skip
def test_the_night_of_the_clock_change_ends_at_eight_on_the_wall(amina, gateway, clock, written, opens_utc):
    clock(written)
    message = ask(amina)
    assert outcome(message) == "Quiet hours"
    assert again(message).not_before == at(opens_utc, "UTC")


def test_how_somebody_is_long_after_is_asked_though_something_comes_every_day(amina, gateway, clock):
    """The programme of the day goes first at eight, as it was first; then the question has its turn the next day."""
    clock("2026-06-04 08:00")
    assert outcome(ask(amina)) == "sent"
    clock("2026-06-04 08:40")
    question = ask(amina, kind="outcome")
    assert outcome(question) == "Enough messages for one day"
    clock("2026-06-05 08:00")
    of_the_day = ask(amina, due_at=at("2026-06-04 07:00"))  # asked for before it, and held back
    outbox.run()
    assert again(question).handed_over_at
    assert again(of_the_day).held_because == "Enough messages for one day"


def test_a_question_that_waits_is_not_overtaken_by_a_worker_that_has_not_picked_it_up(amina, gateway, clock):
    clock("2026-06-04 12:00")
    question = ask(amina, kind="outcome")
    of_the_day = ask(amina)
    (verdict,) = judge([of_the_day.pk], core_clock.now())
    assert (verdict.verdict, verdict.because) == ("hold", "Enough messages for one day")
    (verdict,) = judge([question.pk], core_clock.now())
    assert verdict.verdict == "go"


def test_a_daily_programme_never_crowds_out_the_asking(amina, gateway, clock):
    """Four a week at most, and one wanted each day: it goes on the first day on which anything may.

    That is the 8th, when of the week's four only those of the 2nd, 3rd and 4th are left.
    """
    sent_on = None
    for day in range(1, 15):
        clock(f"2026-06-{day:02d} 08:00")
        ask(amina, lapses_at=core_clock.now() + timedelta(days=3))
        if day == 5:
            question = ask(amina, kind="outcome")
        outbox.run()
        if day >= 5 and sent_on is None and again(question).handed_over_at:
            sent_on = day
    assert sent_on == 8


def test_who_wants_no_letters_is_sent_none(amina, gateway, clock):
    factories.make_preferences(amina, wants_no_letters=True)
    assert outcome(ask(amina, channel="letter")) == "Asked for no letters"
    assert outcome(ask(amina)) == "sent"
