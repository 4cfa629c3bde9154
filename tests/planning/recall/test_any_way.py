"""Whatever is done in whatever order, a person has one open cycle at most and the events join up."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inglenook.planning.actions import StepRefused, take_step
from inglenook.planning.models import CycleEvent, ReviewCycle
from inglenook.planning.recall.actions import recall
from inglenook.planning.rules import OPEN_STATES, STEPS
from tests import factories

pytestmark = pytest.mark.django_db
FIRST_DAY = date(2026, 3, 10)

deeds = st.lists(
    st.tuples(st.sampled_from([*STEPS, "recall", "recall"]), st.integers(0, 200), st.integers(0, 2)), max_size=25
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=deeds)
def test_any_sequence_keeps_one_open_cycle_and_a_chain_of_events(person, deeds):
    factories.make_group("type_2_diabetes", "44054006")
    with transaction.atomic():
        factories.make_condition(person)
        day = FIRST_DAY
        for deed, days, which in deeds:
            day += timedelta(days=days)
            do(person, deed, day, which)
            assert ReviewCycle.objects.filter(person=person, state__in=OPEN_STATES).count() <= 1
        for cycle in ReviewCycle.objects.filter(person=person):
            check_chain(cycle)
        recall(on=day, person=person)
        assert recall(on=day, person=person).changed is False
        transaction.set_rollback(True)


def do(person, deed, day, which):
    """Recall, or a step of the newest, second newest or third newest cycle, which may be refused."""
    cycles = ReviewCycle.objects.filter(person=person).order_by("-pk")[which : which + 1]
    if deed == "recall":
        recall(on=day, person=person)
    elif cycles:
        try:
            take_step(cycle=cycles[0], step=deed, by=None, on=day)
        except StepRefused:
            assert not may_follow(deed, cycles[0])


def may_follow(step, cycle):
    """By the table alone, but for a return when the next cycle is open."""
    newer = ReviewCycle.objects.filter(person=cycle.person, state__in=OPEN_STATES).exists()
    return cycle.state in STEPS[step].begins and not (step == "return" and newer)


def check_chain(cycle):
    state = "due"
    for event in CycleEvent.objects.filter(cycle=cycle).order_by("pk"):
        assert event.from_state == state
        assert (event.from_state in STEPS[event.step].begins, STEPS[event.step].ends) == (True, event.to_state)
        state = event.to_state
    assert cycle.state == state
    assert (cycle.closed_at is None) is (state in OPEN_STATES)
