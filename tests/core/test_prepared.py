"""What is built once answers for whoever and whenever it is asked."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from inglenook.core import clock
from inglenook.core.models import Membership, Organisation
from inglenook.core.prepared import NOW, prepared
from inglenook.planning.models import Plan
from tests import factories

pytestmark = pytest.mark.django_db


@prepared
def _works_at(user: int, role: str, *, newest_first: bool) -> QuerySet[Membership]:
    found = Membership.objects.current().filter(user=user, role=role).select_related("organisation")
    return found.order_by("-pk" if newest_first else "pk")


@pytest.fixture
def two_places(nurse, other_practice):
    Membership.objects.create(user=nurse, organisation=other_practice, role="nurse")
    return nurse


def _names(memberships: list[Membership]) -> list[str]:
    return [membership.organisation.name for membership in memberships]


def test_other_values_and_another_shape_give_other_rows(two_places, manager, django_assert_num_queries):
    with django_assert_num_queries(4):
        assert _names(_works_at(two_places.pk, "nurse", newest_first=False)) == ["Brookside Surgery", "Hilltop Surgery"]
        assert _names(_works_at(two_places.pk, "nurse", newest_first=True)) == ["Hilltop Surgery", "Brookside Surgery"]
        assert _names(_works_at(manager.pk, "manager", newest_first=True)) == ["Brookside Surgery"]
        assert _works_at(manager.pk, "nurse", newest_first=True) == []


def test_today_is_the_day_of_asking_and_not_of_building(nurse, settings):
    assert _works_at(nurse.pk, "nurse", newest_first=True)
    nurse.memberships.update(ended_on=clock.today() + timedelta(days=3))
    assert _works_at(nurse.pk, "nurse", newest_first=True)
    settings.FIXED_TODAY = clock.today() + timedelta(days=3)
    assert not _works_at(nurse.pk, "nurse", newest_first=True)


def test_the_statement_is_planned_once_by_the_server(nurse):
    for _ in range(3):
        _works_at(nurse.pk, "nurse", newest_first=False)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), sum(generic_plans + custom_plans) FROM pg_prepared_statements"
            ' WHERE statement LIKE \'%core_membership%ORDER BY "core_membership"."id" ASC\''
        )
        statements, runs = cursor.fetchone()
    assert statements == 1
    assert runs >= 3


def test_rows_of_values_and_of_subqueries_come_as_they_would():
    factories.make_organisation("Brookside Surgery", parent=factories.make_organisation("Network", kind="network"))

    def build(name: str) -> QuerySet:
        above = Organisation.objects.filter(pk=OuterRef("parent")).values("name")
        found = Organisation.objects.filter(name__in=[name]).annotate(above=Subquery(above))
        return found.values_list("name", "above")

    assert (
        prepared(build)("Brookside Surgery") == list(build("Brookside Surgery")) == [("Brookside Surgery", "Network")]
    )


def test_a_value_that_is_worked_on_is_refused():
    def build(user: int) -> QuerySet:
        return Membership.objects.filter(user=user + 1)

    with pytest.raises(TypeError, match="value 1 is not in the statement"):
        prepared(build)(7)


def test_a_day_that_is_worked_out_is_refused_for_it_would_stay():
    def build(user: int) -> QuerySet:
        return Membership.objects.filter(user=user, started_on__lt=clock.today() - timedelta(days=30))

    with pytest.raises(TypeError, match="works out 04 January"):
        prepared(build)(7)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London"])
def test_the_clock_stands_for_who_builds_alone(zone):
    with timezone.override(zone):
        with clock.standing_at(NOW):
            assert (clock.now(), clock.today()) == (NOW, NOW.date())
        assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)
        assert clock.today() > date(2026, 1, 1)


def test_who_was_let_in_until_now_sees_nothing_more(client, person, carer):
    Plan.objects.get_or_create(person=person)
    client.force_login(carer)
    plan = reverse("their_plan", args=[person.ref])
    assert [client.get(plan).status_code for _ in range(7)] == [200] * 7
    person.grants.update(until=clock.now() + timedelta(seconds=1))
    time.sleep(1.1)
    assert client.get(plan).status_code == 403
