"""Putting people into programmes and changing that as they wish."""

from datetime import date, time, timedelta

import pytest

from inglenook.between.enrolment import actions
from inglenook.between.enrolment.changing import change_by_words, change_of
from inglenook.between.models import Enrolment, Programme
from inglenook.between.programmes.loading import keep_shipped
from inglenook.between.replies.inbox import handle
from inglenook.between.sweep.actions import sweep
from inglenook.core import access, clock
from inglenook.messaging.models import Message, Reply
from tests.between.conftest import check_in, rules_with, utc

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_noon(monkeypatch):
    """It is noon, summer time, on Monday 1 June 2026."""
    monkeypatch.setattr(clock, "reading", lambda: utc(2026, 6, 1, 11))


@pytest.fixture
def weekly(person, nurse, at_noon):
    programme = keep_shipped(rules_with(check_in(every_days=7, last_day=28)))
    return actions.enrol(person=person, programme=programme, owner=nurse, by=nurse)


def test_it_begins_at_once_though_its_hour_is_past(weekly):
    assert (weekly.started_on, weekly.ends_on) == (date(2026, 6, 1), date(2026, 7, 1))
    assert weekly.next_at == utc(2026, 6, 1, 9)
    assert sweep(at=utc(2026, 6, 1, 11, 5)).messages == 1


def test_somebody_is_in_a_programme_once(weekly, person, nurse):
    with pytest.raises(actions.NotPossible, match="already"):
        actions.enrol(person=person, programme=weekly.programme, owner=nurse, by=nurse)
    actions.stop(enrolment=weekly, by=nurse)
    assert actions.enrol(person=person, programme=weekly.programme, owner=nurse, by=nurse).state == "running"


@pytest.mark.parametrize("state", ["draft", "retired"])
def test_nobody_is_put_into_what_is_not_in_use(person, nurse, state):
    programme = keep_shipped(rules_with(check_in()))
    Programme.objects.filter(pk=programme.pk).update(state=state)
    programme.refresh_from_db()
    with pytest.raises(actions.NotPossible, match="not in use"):
        actions.enrol(person=person, programme=programme, owner=nurse, by=nurse)


def test_a_carers_programme_needs_the_carer(person, nurse, carer):
    programme = Programme.objects.get(code="carer_check_in")
    with pytest.raises(actions.NotPossible, match="carer"):
        actions.enrol(person=person, programme=programme, owner=nurse, by=nurse)
    assert actions.enrol(person=person, programme=programme, owner=nurse, by=nurse, carer=carer).carer == carer


def test_less_is_half_as_often_until_it_cannot_be_less(weekly, person):
    sweep(at=utc(2026, 6, 1, 11))
    actions.lessen(enrolment=weekly, by=person.user)
    assert weekly.next_at == utc(2026, 6, 15, 9)
    actions.lessen(enrolment=weekly, by=person.user)
    assert weekly.next_at == utc(2026, 6, 29, 9)
    with pytest.raises(actions.NotPossible, match="less often"):
        actions.lessen(enrolment=weekly, by=person.user)


def test_resting_until_a_day_goes_on_by_itself(weekly, person):
    sweep(at=utc(2026, 6, 1, 11))
    actions.pause(enrolment=weekly, by=person.user, until=date(2026, 6, 10))
    assert (weekly.state, weekly.next_at) == ("paused", utc(2026, 6, 15, 9))


def test_resting_with_no_end_waits_to_be_woken(weekly, person):
    sweep(at=utc(2026, 6, 1, 11))
    actions.pause(enrolment=weekly, by=person.user)
    assert weekly.next_at is None
    actions.resume(enrolment=weekly, by=person.user)
    assert (weekly.state, weekly.next_at) == ("running", utc(2026, 6, 8, 9))


def test_another_hour_does_not_bring_todays_again(weekly, person):
    sweep(at=utc(2026, 6, 1, 11))
    actions.move(enrolment=weekly, at=time(18), by=person.user)
    assert weekly.next_at == utc(2026, 6, 8, 17)
    sweep(at=utc(2026, 6, 1, 18))
    assert Message.objects.count() == 1


def test_what_has_ended_stays_ended(weekly, nurse):
    actions.stop(enrolment=weekly, by=nurse, because="Moved away")
    actions.stop(enrolment=weekly, by=nurse)
    with pytest.raises(actions.NotPossible, match="ended"):
        actions.resume(enrolment=weekly, by=nurse)
    weekly.refresh_from_db()
    assert (weekly.state, weekly.state_because, weekly.next_at) == ("stopped", "Moved away", None)


def test_people_change_their_own_and_a_carer_only_what_is_shared(weekly, person, carer):
    with access.acting_as(person.user):
        assert actions.lessen(enrolment=weekly, by=person.user).every_nth == 2
    with access.acting_as(carer), pytest.raises(Enrolment.DoesNotExist):  # plan and preparation alone are shared
        actions.stop(enrolment=weekly, by=carer)


def test_a_zone_nobody_knows_is_refused(weekly, person):
    with pytest.raises(actions.NotPossible, match="time zone"):
        actions.change_zone(enrolment=weekly, time_zone="Mars/Olympus", by=person.user)


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        ("Less please", {"every_nth": 2}),
        ("not so often", {"every_nth": 2}),
        ("PAUSE", {"state": "paused", "paused_until": date(2026, 6, 15)}),
        ("please pause my messages", {"state": "paused"}),
        ("stop the trial", {"state": "stopped"}),
        ("Evening", {"at": time(18)}),
        ("in the evenings please", {"at": time(18)}),
        ("at 7.30pm", {"at": time(19, 30)}),
    ],
)
def test_the_persons_own_words_change_it(weekly, words, changed):
    assert change_by_words(weekly, words)
    weekly.refresh_from_db()
    assert {name: getattr(weekly, name) for name in changed} == changed


@pytest.mark.parametrize(
    "words",
    ["142/85", "yes", "stop smoking is hard", "stop", "evening all, bp was 130/80", "the rest of me is fine", ""],
)
def test_words_that_are_something_else_change_nothing(weekly, words):
    before = Enrolment.objects.values().get(pk=weekly.pk)
    assert change_by_words(weekly, words) is None
    assert Enrolment.objects.values().get(pk=weekly.pk) == before


def test_go_on_ends_a_rest(weekly):
    actions.pause(enrolment=weekly, by=None, until=clock.today() + timedelta(days=9))
    assert change_by_words(weekly, "carry on please").key == "going_on"
    assert weekly.state == "running"


def test_a_text_that_asks_for_less_is_done_and_said(weekly, person):
    reply = Reply.objects.create(person=person, channel="text", text="Less please")
    handle([reply])
    weekly.refresh_from_db()
    reply.refresh_from_db()
    assert (weekly.every_nth, reply.reading) == (2, "change")
    assert Message.objects.filter(person=person, kind="reply").exists()


def test_a_rest_is_from_everything(weekly, person, nurse):
    hello = Programme.objects.get(code="weekly_hello")
    other = actions.enrol(person=person, programme=hello, owner=nurse, by=nurse)
    assert change_of(person, None, "pause").key == "resting"
    other.refresh_from_db()
    weekly.refresh_from_db()
    assert (weekly.state, other.state) == ("paused", "paused")
