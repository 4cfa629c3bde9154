from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta

from inglenook.core import clock
from inglenook.planning.conversation.actions import begin
from inglenook.planning.models import Plan
from tests.planning.fixtures import cycle

__all__ = ["cycle"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(person, nurse):
    return Plan.objects.create(person=person, written_by=nurse)


def next_look(plan, day, cycle, nurse):
    """The day of the plan's next look, after a talk was begun with this one written there."""
    Plan.objects.filter(pk=plan.pk).update(review_on=day)
    cycle.refresh_from_db()
    begin(cycle=cycle, by=nurse)
    plan.refresh_from_db()
    return plan.review_on


def test_a_talk_held_a_week_early_is_the_look_that_the_plan_waited_for(plan, cycle, nurse):
    """Agreed on 29 November last year, talked about on 22 November: the next look is not in seven days."""
    in_a_year = clock.today() + relativedelta(years=1)
    assert next_look(plan, clock.today() + timedelta(days=7), cycle, nurse) == in_a_year


def test_a_far_day_that_somebody_chose_stands(plan, cycle, nurse):
    chosen = clock.today() + relativedelta(months=8)
    assert next_look(plan, chosen, cycle, nurse) == chosen


def test_a_near_day_chosen_in_the_talk_stands_when_it_is_opened_again(plan, cycle, nurse):
    begin(cycle=cycle, by=nurse)
    chosen = clock.today() + timedelta(days=14)
    assert next_look(plan, chosen, cycle, nurse) == chosen
