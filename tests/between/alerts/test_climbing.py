"""What nobody acknowledges goes on, rung by rung, until it stands before everybody; the limits are the data's."""

from datetime import timedelta

import pytest

from inglenook.between.alerts import actions
from inglenook.between.alerts.climbing import climb
from inglenook.between.models import Alert
from inglenook.core import clock
from inglenook.core.models import Beat
from inglenook.messaging.models import Notice
from inglenook.people.models import CareTeamMember
from tests import factories

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def named(person, ann):
    CareTeamMember.objects.create(person=person, user=ann, role="nurse", is_named_professional=True)
    return ann


def later(alert):
    """The first minute after the alert's time is up."""
    alert.refresh_from_db()
    return alert.answer_by + MINUTE


def test_it_climbs_from_owner_to_cover_to_the_named_professional_to_all(raised, nurse, gp, named, away):
    alert = raised(owner=nurse)
    away(nurse, gp, starts_at=clock.now(), ends_at=clock.now() + timedelta(days=1))
    owners = []
    for _ in range(4):
        climb(later(alert))
        alert.refresh_from_db()
        owners.append((alert.climbed, alert.owner, alert.task.owner))
    assert owners == [(1, gp, gp), (2, named, named), (3, None, None), (3, None, None)]
    assert [s.what for s in alert.history_steps.all()] == ["raised", "climbed", "climbed", "climbed"]


def test_each_rung_has_the_limit_of_the_data(raised, nurse, named):
    alert = raised(owner=nurse)
    now = later(alert)
    climb(now)
    alert.refresh_from_db()
    assert (alert.climbed, alert.answer_by) == (2, now + timedelta(minutes=30))  # climbing.yaml: red_flag, named
    climb(later(alert))
    alert.refresh_from_db()
    assert alert.answer_by == now + timedelta(minutes=31 + 60)  # red_flag, team


def test_before_its_time_nothing_climbs_and_once_passed_on_not_again(raised, nurse, named):
    alert = raised(owner=nurse)
    assert climb(alert.answer_by - MINUTE) == 0
    assert climb(later(alert)) == 1
    alert.refresh_from_db()
    assert climb(alert.answer_by - MINUTE) == 0


def test_nobody_gets_it_a_second_time(raised, nurse, named):
    alert = raised(owner=named)
    climb(later(alert))
    alert.refresh_from_db()
    assert (alert.climbed, alert.owner) == (3, None)


def test_what_somebody_has_seen_climbs_no_further(raised, nurse, named):
    alert = raised(owner=nurse)
    actions.acknowledge(alert=alert, by=nurse, note="I ring her now")
    assert climb(later(alert)) == 0


def test_the_next_is_told_by_email_and_at_the_end_everybody(raised, nurse, named, gp, coach):
    alert = raised(owner=nurse)
    climb(later(alert))
    assert set(Notice.objects.values_list("to", flat=True)) == {nurse.pk, named.pk}
    climb(later(alert))
    told = list(Notice.objects.filter(key__startswith=f"alert:{alert.pk}:3").values_list("to", flat=True))
    assert sorted(told) == sorted([nurse.pk, named.pk, gp.pk])


def test_other_practices_are_not_told(raised, nurse, other_practice):
    stranger = factories.make_user("Hil Top", role="nurse", at=other_practice)
    alert = raised(owner=nurse)
    climb(later(alert))
    assert not Notice.objects.filter(to=stranger).exists()


def test_a_hundred_climb_in_as_many_questions_as_one(raised, nurse, named, django_assert_max_num_queries):
    for number in range(100):
        raised(key=str(number), owner=nurse)
    with django_assert_max_num_queries(25):
        assert climb(clock.now() + timedelta(hours=2)) == 100
    assert Alert.objects.filter(owner=named).count() == 100


def test_it_leaves_a_sign_of_life(db):
    climb()
    assert Beat.objects.get(name="alerts").at <= clock.now()
