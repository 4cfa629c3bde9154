"""A crossed line reaches somebody by name, once, whoever is away."""

from datetime import timedelta

import pytest

from inglenook.between.alerts.api import raise_call
from inglenook.between.models import Alert
from inglenook.core import access, clock
from inglenook.messaging.models import Notice
from inglenook.people.models import CareTeamMember
from inglenook.planning.models import Task
from tests import factories

pytestmark = pytest.mark.django_db


def story(alert):
    return [(step.what, step.to) for step in alert.history_steps.all()]


def test_an_alert_is_its_owners_and_stands_on_their_list(raised, nurse):
    alert = raised(owner=nurse)
    assert (alert.owner, alert.task.owner, alert.task.kind) == (nurse, nurse, "alert")
    assert alert.task.due_at == alert.answer_by
    assert story(alert) == [("raised", nurse)]


def test_raised_twice_it_is_there_once(raised, nurse):
    assert raised(owner=nurse) == raised(owner=nurse)
    assert (Alert.objects.count(), Task.objects.count(), Notice.objects.count()) == (1, 1, 1)


def test_whoever_is_away_is_stood_in_for(raised, nurse, ann, away):
    away(nurse, ann)
    assert story(raised(owner=nurse)) == [("raised", nurse), ("covered", ann)]


def test_cover_of_cover_is_followed_to_its_end(raised, nurse, ann, gp, away):
    away(nurse, ann)
    away(ann, gp)
    assert raised(owner=nurse).owner == gp


def test_cover_that_goes_round_in_a_circle_comes_to_somebody_who_is_there(raised, nurse, ann, gp, away):
    away(nurse, ann)
    away(ann, nurse)
    assert raised(owner=nurse).owner == gp


def test_cover_that_is_over_or_not_begun_does_not_count(raised, nurse, ann, away):
    hour = timedelta(hours=1)
    away(nurse, ann, ends_at=clock.now() - hour)
    away(nurse, ann, starts_at=clock.now() + hour)
    assert raised(owner=nurse).owner == nurse


def test_without_an_owner_it_is_the_named_professionals(raised, person, nurse, ann):
    CareTeamMember.objects.create(person=person, user=ann, role="nurse", is_named_professional=True)
    assert raised().owner == ann


def test_without_either_it_is_whoever_has_least_open(raised, person, nurse, gp):
    Task.objects.create(key="1", kind="other", person=person, owner=nurse, reason="Letter", due_at=clock.now())
    assert raised().owner == gp


def test_an_owner_who_has_left_gets_nothing(raised, nurse, gp):
    nurse.memberships.update(ended_on=clock.today())
    assert raised(owner=nurse).owner == gp


def test_nobody_left_means_the_whole_team_and_not_nobody(raised, nurse, ann, gp, away):
    for user in (nurse, ann, gp):
        away(user, factories.make_user("Somebody elsewhere"))
    alert = raised(owner=nurse)
    assert (alert.owner, alert.climbed) == (None, 3)
    assert set(Notice.objects.values_list("to", flat=True)) == {nurse.pk, ann.pk, gp.pk}


def test_a_coach_who_stands_in_can_see_the_person(raised, person, nurse, coach, away):
    away(nurse, coach)
    alert = raised(owner=nurse)
    with access.acting_as(coach):
        assert list(Alert.objects.all()) == [alert]


def test_only_a_red_flag_is_told_by_email_and_the_email_names_nobody(raised, person, nurse):
    raised(key="soon", level="soon", owner=nurse)
    assert not Notice.objects.exists()
    alert = raised(owner=nurse)
    notice = Notice.objects.get()
    assert str(alert.ref) in notice.text
    for word in (person.given_name, person.family_name, "Chest", "heart"):
        assert word not in notice.text + notice.subject


def test_a_call_is_asked_for_once_and_stands_on_somebodys_list(person, nurse):
    for _ in range(2):
        task = raise_call(key="silent:7", person=person, reason="Nothing heard twice", within=timedelta(days=1))
    assert Task.objects.count() == 1
    assert (task.kind, task.owner) == ("call", nurse)
