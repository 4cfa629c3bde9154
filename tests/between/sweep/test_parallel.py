"""Two sweeps at the same moment, and a person who changes theirs during one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from inglenook.between.models import CheckIn, Enrolment
from inglenook.between.programmes.loading import keep_shipped
from inglenook.between.sweep import actions
from inglenook.between.sweep.actions import place, sweep
from inglenook.messaging.models import Message
from tests import factories
from tests.between.conftest import check_in, rules_with, utc

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY, AT_TEN = date(2026, 6, 1), utc(2026, 6, 1, 9)


@pytest.fixture
def forty(practice, nurse):
    """Forty people with something due at ten."""
    programme = keep_shipped(rules_with(check_in(every_days=1)))
    when = {"started_on": MONDAY, "ends_on": MONDAY + timedelta(days=30)}
    about = {"programme": programme, "owner": nurse, "channel": "text"} | when
    people = [factories.make_person(practice) for _ in range(40)]
    made = [Enrolment.objects.create(person=one, **about) for one in people]
    place(made, at=utc(2000, 1, 1))
    return made


def _sweep(_):
    try:
        return sweep(at=AT_TEN)
    finally:
        connection.close()


def test_sweeps_side_by_side_share_the_work_and_double_nothing(forty):
    with ThreadPoolExecutor(4) as hands:
        swept = list(hands.map(_sweep, range(4)))
    assert sum(one.messages for one in swept) == 40
    assert Message.objects.count() == CheckIn.objects.count() == 40


def test_what_somebody_is_changing_just_now_waits_for_the_next_sweep(forty):
    with ThreadPoolExecutor(1) as hands, transaction.atomic():
        Enrolment.objects.filter(pk=forty[0].pk).update(state="stopped", next_at=None)
        assert hands.submit(_sweep, None).result().messages == 39
    assert sweep(at=AT_TEN).messages == 0


def test_more_than_one_statement_takes_goes_on_in_the_next(forty, monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 7)
    swept = sweep(at=AT_TEN)
    assert (swept.enrolments, swept.messages) == (40, 40)
    assert Message.objects.count() == 40
