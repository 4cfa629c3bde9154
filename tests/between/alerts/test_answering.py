"""Acknowledging, closing, handing over, undoing."""

from datetime import timedelta

import pytest

from inglenook.between.alerts import actions
from inglenook.between.models import Alert
from inglenook.core import access, clock
from inglenook.messaging.models import Notice

pytestmark = pytest.mark.django_db


def test_whoever_has_seen_it_says_what_they_will_do_and_has_it(raised, nurse, ann):
    alert = raised(owner=nurse)
    with access.acting_as(ann):
        actions.acknowledge(alert=alert, by=ann, note="I ring her now")
    alert.refresh_from_db()
    assert (alert.acknowledged_by, alert.owner, alert.task.owner) == (ann, ann, ann)
    assert alert.history_steps.last().note == "I ring her now"


def test_it_is_not_seen_without_a_word_on_what_is_done(raised, nurse):
    with pytest.raises(actions.Refused):
        actions.acknowledge(alert=raised(owner=nurse), by=nurse, note="  ")


def test_the_second_to_press_is_told_who_was_quicker(raised, nurse, ann):
    alert = raised(owner=nurse)
    actions.acknowledge(alert=alert, by=nurse, note="Mine")
    with pytest.raises(actions.Refused, match="Joy Mensah"):
        actions.acknowledge(alert=alert, by=ann, note="Mine")


def test_closing_ends_the_task_too_and_can_be_undone_for_a_while(raised, nurse):
    alert = raised(owner=nurse)
    with access.acting_as(nurse):
        actions.close(alert=alert, by=nurse, note="Spoke to her: wind, not chest")
    alert.refresh_from_db()
    assert alert.closed_at and alert.task.done_at and alert.acknowledged_by == nurse
    with access.acting_as(nurse):
        actions.reopen(alert=alert, by=nurse)
    alert.refresh_from_db()
    assert (alert.closed_at, alert.task.done_at) == (None, None)
    assert [step.what for step in alert.history_steps.all()] == ["raised", "closed", "reopened"]


def test_later_than_that_it_stays_closed(raised, nurse):
    alert = raised(owner=nurse)
    actions.close(alert=alert, by=nurse, note="Seen to")
    Alert.objects.filter(pk=alert.pk).update(closed_at=clock.now() - timedelta(minutes=16))  # climbing.yaml: 15
    with pytest.raises(actions.Refused):
        actions.reopen(alert=alert, by=nurse)


def test_handed_over_it_is_unseen_and_its_time_runs_on(raised, nurse, coach):
    alert = raised(owner=nurse)
    until = alert.answer_by
    actions.acknowledge(alert=alert, by=nurse, note="I look")
    with access.acting_as(nurse):
        actions.hand_over(alert=alert, to=coach, by=nurse, note="Daniel knows her")
    alert.refresh_from_db()
    assert (alert.owner, alert.task.owner, alert.acknowledged_at, alert.answer_by) == (coach, coach, None, until)
    assert Notice.objects.filter(to=coach).exists()
    with access.acting_as(coach):
        assert Alert.objects.filter(pk=alert.pk).exists()
