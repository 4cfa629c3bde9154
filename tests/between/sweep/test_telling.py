"""Silence reaches a person on the staff."""

from datetime import date, timedelta

import pytest

from inglenook.between.models import Alert
from inglenook.between.sweep.actions import sweep
from inglenook.planning.models import Task
from tests.between.conftest import check_in, rules_with, utc

pytestmark = pytest.mark.django_db


def test_two_unanswered_check_ins_are_told_to_the_owner_once(start, nurse, person):
    start(rules_with(check_in(every_days=1, answer_within_hours=12), silent_for=2), date(2026, 6, 1))
    at = utc(2026, 6, 1, 9)
    while at < utc(2026, 6, 6):
        sweep(at=at)
        at += timedelta(hours=3)
    alert = Alert.objects.get()
    assert (alert.owner, alert.person, alert.level, alert.rule) == (nurse, person, "look", "trial:silent")
    assert alert.reason == "Silent"
    assert Task.objects.filter(person=person, kind="alert", owner=nurse).count() == 1
