"""Follow-up: every action asked after in time, once, with an owner; and the year that ends and begins."""

from datetime import date, timedelta

import pytest

from inglenook.core import access, clock
from inglenook.planning.actions import StepRefused
from inglenook.planning.models import Action, FollowUp
from inglenook.planning.today import actions
from tests import factories

pytestmark = pytest.mark.django_db


def make_actions(plan, *states):
    return [Action.objects.create(plan=plan, person=plan.person, what=f"Step {s}", state=s) for s in states]


@pytest.mark.parametrize("agreed_on", [date(2026, 2, 27), date(2026, 12, 31)])
def test_every_action_under_way_is_asked_after_within_fourteen_days(plan, nurse, agreed_on):
    make_actions(plan, "current", "current", "done", "stopped")
    with access.acting_as(nurse):
        assert actions.open_follow_ups(plan=plan, owner=nurse, agreed_on=agreed_on) == 2
        assert actions.open_follow_ups(plan=plan, owner=nurse, agreed_on=agreed_on) == 0
    assert Action.objects.filter(state="current", follow_ups=None).count() == 0
    assert all(row.due_on - agreed_on <= timedelta(days=14) and row.owner for row in FollowUp.objects.all())


def test_an_action_of_a_colleague_is_asked_after_by_that_colleague(plan, nurse, practice):
    gp = factories.make_user("Ann Other", role="gp", at=practice)
    Action.objects.create(plan=plan, person=plan.person, what="Letter to the eye clinic", owner=gp)
    actions.open_follow_ups(plan=plan, owner=nurse, agreed_on=clock.today())
    assert FollowUp.objects.get().owner == gp


@pytest.mark.parametrize("next_step", ["keep", "smaller"])
@pytest.mark.parametrize("days", [None, 3, 14, 60])
def test_the_next_follow_up_is_never_more_than_fourteen_days_away(follow_up, nurse, next_step, days):
    following = actions.record_follow_up(
        follow_up=follow_up,
        outcome="some",
        their_words="",
        next_step=next_step,
        smaller="Walk to the corner",
        next_on=days and clock.today() + timedelta(days=days),
        by=nurse,
    )
    assert (following.owner, following.action) == (nurse, follow_up.action)
    assert following.due_on == clock.today() + timedelta(days=min(days or 14, 14))


@pytest.mark.parametrize(("next_step", "state"), [("done", "done"), ("stop", "stopped")])
def test_what_is_done_or_stopped_is_not_asked_after_again(follow_up, nurse, next_step, state):
    actions.record_follow_up(follow_up=follow_up, outcome="stop", their_words="", next_step=next_step, by=nurse)
    follow_up.action.refresh_from_db()
    assert follow_up.action.state == state
    assert not FollowUp.objects.filter(done_at=None).exists()


def test_recording_twice_changes_nothing(follow_up, nurse):
    for words in ("First", "Second"):
        actions.record_follow_up(follow_up=follow_up, outcome="done", their_words=words, next_step="keep", by=nurse)
    follow_up.refresh_from_db()
    assert follow_up.their_words == "First"
    assert FollowUp.objects.count() == 2


def test_a_review_opens_one_next_cycle_linked_to_the_last(cycle, nurse):
    following = actions.close_review(cycle=cycle, by=nurse, on=date(2026, 5, 20))
    assert (following.previous, following.due_on) == (cycle, date(2027, 6, 30))  # born on 4 June: June is too soon
    with pytest.raises(StepRefused):
        actions.close_review(cycle=cycle, by=nurse)
