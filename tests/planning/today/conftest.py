"""A person in the middle of a year: results, answers, a plan with follow-ups, tasks."""

from datetime import timedelta

import pytest

from inglenook.core import clock
from inglenook.people.models import Medicine
from inglenook.planning.models import Action, Answer, FollowUp, Goal, Pack, Plan, Task
from tests import factories


@pytest.fixture
def cycle(person, nurse):
    return factories.make_cycle(person, owner=nurse, state="agreed", due_on=clock.today())


@pytest.fixture
def pack(cycle):
    person, week_ago = cycle.person, clock.now() - timedelta(days=7)
    pack = Pack.objects.create(cycle=cycle, person=person, channel="web", due_on=clock.today(), sent_at=week_ago)
    Answer.objects.create(pack=pack, person=person, prompt="matters", text="I want to get to the mosque on my own")
    return pack


@pytest.fixture
def plan(person):
    return Plan.objects.create(person=person)


@pytest.fixture
def action(plan):
    goal = Goal.objects.create(plan=plan, person=plan.person, wording="To walk without fear")
    return Action.objects.create(
        plan=plan, person=plan.person, goal=goal, what="Walk to my sister’s", when="on Tuesdays"
    )


@pytest.fixture
def follow_up(action, nurse):
    three_days_ago = clock.today() - timedelta(days=3)
    return FollowUp.objects.create(action=action, person=action.person, owner=nurse, due_on=three_days_ago)


@pytest.fixture
def task(person, nurse):
    return Task.objects.create(
        key="1",
        kind="help_wanted",
        person=person,
        owner=nurse,
        reason="Wants help with the form",
        due_at=clock.now(),
    )


@pytest.fixture
def measured(person):
    """Blood pressure three times, kidney function once, two conditions, a medicine."""
    factories.make_group("type_2_diabetes", "44054006")
    factories.make_condition(person)
    factories.make_condition(person, "195967001", display="Asthma")
    Medicine.objects.create(person=person, display="Metformin 500 mg", **factories._recorded())
    for days, systolic, diastolic in ((400, 158, 92), (200, 150, 90), (5, 142, 84)):
        on = clock.today() - timedelta(days=days)
        factories.make_result(person, "systolic", systolic, on=on)
        factories.make_result(person, "diastolic", diastolic, on=on)
    factories.make_result(person, "egfr", 58, on=clock.today() - timedelta(days=5))
    factories.make_result(person, "hba1c", 58, on=clock.today() - timedelta(days=5))
    return person
