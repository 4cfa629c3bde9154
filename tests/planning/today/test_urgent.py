"""Urgent results reach a named professional first, once, in time; the person's own pages wait for that."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inglenook.core import access, clock
from inglenook.people.models import UrgentResult
from inglenook.people.results import Readings, readings_of
from inglenook.planning.models import Task
from inglenook.planning.today import actions
from tests import factories

pytestmark = pytest.mark.django_db


def result(person, measure, number, days_ago=1):
    return factories.make_result(person, measure, number, on=clock.today() - timedelta(days=days_ago))


def test_an_urgent_result_becomes_one_task_for_the_named_professional(person, nurse, practice):
    other = factories.make_user("Ann Other", role="gp", at=practice)
    named = factories.put_on_caseload(other, person, "gp")
    named.is_named_professional = True
    named.save()
    potassium = result(person, "potassium", 6.7)
    result(person, "potassium", 5.2)
    assert actions.raise_urgent() == 1
    task = Task.objects.get()
    assert (task.result, task.owner, task.reason) == (potassium, other, "Potassium 6.7 mmol/L")
    assert task.due_at - task.made_at == timedelta(hours=2)
    assert actions.raise_urgent() == 0
    assert Task.objects.count() == UrgentResult.objects.count() == 1


def test_without_a_named_professional_it_goes_to_whoever_has_least_open(person, nurse, practice):
    gp = factories.make_user("Ann Other", role="gp", at=practice)
    factories.make_user("Sam Field", role="manager", at=practice)
    Task.objects.create(key="x", kind="other", person=person, reason="…", owner=nurse, due_at=clock.now())
    result(person, "potassium", 6.7)
    actions.raise_urgent()
    assert Task.objects.get(kind="urgent_result").owner == gp


def test_many_at_once_are_shared_out_in_turn(nurse, practice):
    gp = factories.make_user("Ann Other", role="gp", at=practice)
    for _ in range(4):
        result(factories.make_person(practice), "sodium", 118)
    actions.raise_urgent()
    assert Task.objects.filter(owner=gp).count() == Task.objects.filter(owner=nurse).count() == 2


def test_a_practice_without_clinicians_leaves_it_on_the_teams_list(person):
    result(person, "egfr", 12)
    assert actions.raise_urgent() == 1
    assert Task.objects.get().owner is None


@pytest.mark.parametrize("change", [{"is_wrong": True}, {"taken_at": timezone.now() - timedelta(days=31)}])
def test_what_is_wrong_or_long_past_is_not_raised(person, change):
    factories.make_result(person, "potassium", 6.7, on=clock.today())
    person.results.update(**change)
    assert actions.raise_urgent() == 0


def test_the_statement_and_the_pages_round_alike(person, nurse):
    result(person, "potassium", 5.95)  # shown as 6.0
    result(person, "potassium", 5.94)  # shown as 5.9
    assert actions.raise_urgent() == 1
    assert Task.objects.get().reason == "Potassium 6.0 mmol/L"


def readings_as(user, person, **kwargs):
    with access.acting_as(user):
        return readings_of(person, **kwargs)


def test_the_person_sees_an_urgent_value_only_after_a_professional_did(person, nurse):
    result(person, "potassium", 4.4, days_ago=200)
    result(person, "potassium", 6.7)
    before_raising = readings_as(person.user, person, for_person=True)
    assert (before_raising.kept_back, before_raising.rows[0].latest.value) == (1, "4.4")
    actions.raise_urgent()
    waiting = readings_as(person.user, person, for_person=True)
    assert (waiting.kept_back, waiting.rows[0].latest.value) == (1, "4.4")
    assert readings_as(nurse, person).rows[0].latest.value == "6.7"
    with access.acting_as(nurse):
        actions.acknowledge(task=Task.objects.get(), by=nurse, note="Rang her; repeat tomorrow.")
    seen = readings_as(person.user, person, for_person=True)
    assert (seen.kept_back, seen.rows[0].latest.value) == (0, "6.7")


def test_a_value_still_unseen_after_a_month_is_still_kept_back(person, nurse):
    old = result(person, "potassium", 6.7)
    actions.raise_urgent()
    old.taken_at -= timedelta(days=60)
    old.save()
    assert readings_as(person.user, person, for_person=True).kept_back == 1


def test_one_number_kept_back_keeps_its_pair_back(person, nurse):
    result(person, "systolic", 190)
    result(person, "diastolic", 95)
    assert readings_as(person.user, person, for_person=True) == Readings(rows=[], kept_back=1)


def test_only_who_may_read_the_result_can_say_they_saw_it(person, nurse, practice):
    coordinator = factories.make_user("Cy Ordinator", role="coordinator", at=practice)
    result(person, "potassium", 6.7)
    actions.raise_urgent()
    with access.acting_as(coordinator), pytest.raises(actions.Refused, match="may read"):
        actions.acknowledge(task=Task.objects.get(), by=coordinator, note="Seen")
    with access.acting_as(nurse), pytest.raises(actions.Refused, match="Say what"):
        actions.acknowledge(task=Task.objects.get(), by=nurse, note=" ")
    assert UrgentResult.objects.get().seen_at is None
