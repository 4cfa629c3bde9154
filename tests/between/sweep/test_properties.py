"""Whatever the programme: the sweep sends what the plain calendar says, once, in the person's own time."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inglenook.between.models import CheckIn, Enrolment
from inglenook.between.programmes.loading import keep_shipped
from inglenook.between.schedule import moment, occasions
from inglenook.between.sweep.actions import place, sweep
from tests import factories
from tests.between.conftest import check_in, rules_with

pytestmark = pytest.mark.django_db
_number = itertools.count(1)
ZONES = ("Europe/London", "Asia/Karachi", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia")
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@st.composite
def programmes(draw):
    """A taper of up to three steps, one after the other, each with its own interval."""
    steps, day = [], draw(st.integers(0, 3))
    for number in range(draw(st.integers(1, 3))):
        every, times = draw(st.integers(0, 20)), draw(st.integers(1, 4))
        last = day + every * (times - 1) if every else None
        steps.append(check_in(f"step{number}", day, every_days=every, last_day=last, answer_within_hours=4000))
        day = (last or day) + 1 + draw(st.integers(0, 9))
    return rules_with(*steps, days=max(day, 1), at=draw(TIMES))


@SLOW
@given(DAYS, TIMES, st.sampled_from(ZONES))
def test_a_moment_is_the_same_in_python_and_in_the_database(day, at, zone):
    with connection.cursor() as cursor:
        cursor.execute("SELECT (%s::date + %s::time) AT TIME ZONE %s", [day, at, zone])
        assert cursor.fetchone()[0] == moment(day, at, ZoneInfo(zone))


@SLOW
@given(programmes(), DAYS, st.sampled_from(ZONES), st.integers(1, 3), st.lists(st.integers(1, 40), max_size=8))
def test_swept_at_any_times_everything_comes_once_or_lapses(person, nurse, rules, start, zone, nth, gaps):
    """Every occasion is there once, in its own moment; what was overtaken lapsed; nothing came before its time."""
    enrolment = _enrol(person, nurse, rules, start, zone, nth)
    at = datetime.combine(start, time(0), UTC) - timedelta(days=1)
    for gap in [*gaps, 500]:
        at += timedelta(days=gap, hours=gap)
        sweep(at=at)
        sweep(at=at)
        assert not CheckIn.objects.filter(enrolment=enrolment, due_at__gt=at).exists()
    made = CheckIn.objects.filter(enrolment=enrolment).order_by("due_at")
    expected = [moment(start + timedelta(days=one.day), rules.at, ZoneInfo(zone)) for one in occasions(rules, nth)]
    assert [one.due_at for one in made] == expected
    sent = [one for one in made if one.message_id]
    assert all(one.lapsed_because for one in made if one not in sent)
    assert len(sent) <= len(gaps) + 1  # one sweep, one message at most: no flood after an outage
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.next_at) == ("finished", None) or at < _end(enrolment)


@SLOW
@given(programmes(), DAYS, st.sampled_from(ZONES), st.integers(1, 3))
def test_swept_in_time_everything_goes_out(person, nurse, rules, start, zone, nth):
    enrolment = _enrol(person, nurse, rules, start, zone, nth)
    while enrolment.next_at:
        sweep(at=enrolment.next_at)
        enrolment.refresh_from_db()
    made = CheckIn.objects.filter(enrolment=enrolment).order_by("due_at")
    assert [one.step.code for one in made] == [one.step.code for one in occasions(rules, nth)]
    assert all(one.message_id for one in made)
    assert enrolment.state == "finished"


def _enrol(person, nurse, rules, start, zone, nth) -> Enrolment:
    own = replace(rules, code=f"trial_{next(_number)}")
    whom = {"person": factories.make_person(person.practice), "owner": nurse, "channel": "text"}
    when = {"started_on": start, "ends_on": start + timedelta(days=rules.days), "time_zone": zone, "every_nth": nth}
    enrolment = Enrolment.objects.create(programme=keep_shipped(own), **whom, **when)
    place([enrolment], at=datetime(2000, 1, 1, tzinfo=UTC))
    enrolment.refresh_from_db()
    return enrolment


def _end(enrolment: Enrolment) -> datetime:
    return moment(enrolment.ends_on + timedelta(days=1), time(0), ZoneInfo(enrolment.time_zone))
