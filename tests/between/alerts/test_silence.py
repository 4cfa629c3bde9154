"""Silence found by the sweep stands before somebody, however many are silent at once."""

from datetime import timedelta

import pytest

from inglenook.between.alerts.silence import raise_for
from inglenook.between.models import Alert, CheckIn, Enrolment, Programme
from inglenook.between.sweep.silence import Silence
from inglenook.core import access, clock
from inglenook.people.models import CareTeamMember
from inglenook.planning.models import Task
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def hello(db):
    """The weekly hello as it is shipped: at two hellos without an answer somebody rings within 48 hours."""
    return Programme.objects.get(code="weekly_hello", organisation=None)


@pytest.fixture
def silent(hello):
    def make(person, owner):
        today = clock.today()
        enrolment = Enrolment.objects.create(
            person=person, programme=hello, owner=owner, started_on=today, ends_on=today, channel="text"
        )
        step = hello.steps.first()
        check_in = CheckIn.objects.create(person=person, enrolment=enrolment, step=step, due_at=clock.now())
        return Silence(enrolment.pk, check_in.pk, "silent")

    return make


def told(silences):
    with access.working():
        raise_for(silences)


def test_silence_leads_to_a_call_by_the_owner(silent, person, nurse):
    silence = silent(person, nurse)
    told([silence])
    told([silence])
    alert = Alert.objects.get()
    assert alert.reason == "Ring them: No answer to two hellos in a row"
    assert (alert.owner, alert.task.owner, alert.level, alert.rule) == (nurse, nurse, "look", "weekly_hello:silent")
    assert alert.answer_by - alert.raised_at == timedelta(hours=48)
    assert alert.task.due_at == alert.answer_by
    assert [(step.what, step.to) for step in alert.history_steps.all()] == [("raised", nurse)]


def test_whoever_is_away_is_stood_in_for(silent, person, nurse, coach, away):
    away(nurse, coach)
    told([silent(person, nurse)])
    with access.acting_as(coach):
        assert Alert.objects.get().owner == coach


def test_without_an_owner_who_is_there_the_named_professional_then_in_turn(silent, practice, nurse, ann, gp):
    gone = factories.make_user("Long Gone")
    people = [factories.make_person(practice) for _ in range(7)]
    CareTeamMember.objects.create(person=people[0], user=ann, role="nurse", is_named_professional=True)
    told([silent(person, gone) for person in people])
    assert Alert.objects.get(person=people[0]).owner == ann
    assert {user: Task.objects.filter(owner=user).exclude(person=people[0]).count() for user in (nurse, ann, gp)} == {
        nurse: 2,
        ann: 2,
        gp: 2,
    }


def test_nobody_there_means_the_whole_team(silent, person, nurse, away):
    away(nurse, factories.make_user("Somebody elsewhere"))
    told([silent(person, nurse)])
    assert (Alert.objects.get().owner, Alert.objects.get().climbed) == (None, 3)


def test_two_hundred_ask_as_much_as_one(silent, practice, nurse, django_assert_max_num_queries):
    silences = [silent(factories.make_person(practice), nurse) for _ in range(200)]
    with django_assert_max_num_queries(8):
        told(silences)
    assert Alert.objects.filter(owner=nurse, task__isnull=False).count() == 200
