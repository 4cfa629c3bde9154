"""A carer finds, in every table and its history, exactly the sections they were let see, for as long, and no more.

What that is, is said here apart from the SQL that enforces it: by section, and for what is kept apart by hand.
"""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from inglenook.between.models import Alert, AlertStep, Booking, CheckIn, CheckInAnswer, Decision, Enrolment, Programme
from inglenook.core import access, clock
from inglenook.core.policies import declared_by, is_append_only, section_of
from inglenook.core.roles import CARER_WRITES, GRANTABLE, YOUNG_CARER_READS, Section
from inglenook.people.models import Grant, Person
from tests import factories
from tests.rows import fill

pytestmark = pytest.mark.django_db
MODELS = [m for m in apps.get_models() if m._meta.managed and section_of(m)]
PLAIN = [m for m in MODELS if declared_by(m) is m]
UNDER_FEELINGS = (Enrolment, CheckIn, CheckInAnswer, Decision, Alert, AlertStep, Booking)


@pytest.fixture
def rows(person):
    """A row of the person's in every table; of what a programme leads to, one more that is about feelings."""
    made = {}
    for model in PLAIN:
        fill(model, person, made)
    asks = {Programme: Programme.objects.create(code="mood", number=1, title="Mood", contents={"about_feelings": True})}
    about_feelings = {(model, fill(model, person, asks).pk) for model in UNDER_FEELINGS}
    for model in (Alert, Booking):
        model.objects.filter(pk=asks[model].pk).update(enrolment=asks[Enrolment])
    return about_feelings


def carer_of(person, *sections, age=None, **terms):
    sara = factories.make_user("Sara")
    born = clock.today() - relativedelta(years=age) if age else None
    Grant.objects.create(
        person=person, carer=sara, relationship="Daughter", sections=sections, carer_born_on=born, **terms
    )
    return sara


def found_by(user) -> dict[type, set]:
    with access.acting_as(user):
        return {model: set(model.objects.values_list("pk", flat=True)) for model in MODELS}


def wanted_of(user, sections: set, about_feelings: set) -> dict[type, set]:
    everything = {model: list(model.objects.all()) for model in MODELS}
    return {
        model: {row.pk for row in found if _may(model, row, user, sections, about_feelings)}
        for model, found in everything.items()
    }


def _may(model, row, user, sections, about_feelings) -> bool:
    own = getattr(declared_by(model), "own_reads", None) or getattr(declared_by(model), "own_adds", None)
    if own and getattr(row, own) == user.pk:
        return True
    if (model, row.pk) in about_feelings and Section.MEASURES not in sections:
        return False
    return section_of(model) in sections


@pytest.mark.parametrize("section", GRANTABLE)
def test_one_section_opens_that_section_and_who_the_person_is(person, rows, section):
    sara = carer_of(person, section)
    assert found_by(sara) == wanted_of(sara, {section, Section.IDENTITY}, rows)


def test_the_plan_and_the_support_without_the_mood(person, rows):
    sara = carer_of(person, "plan", "support")
    assert found_by(sara) == wanted_of(sara, {"plan", "support", "identity"}, rows)
    Grant.objects.update(sections=["plan", "support", "measures"])
    assert found_by(sara) == wanted_of(sara, {"plan", "support", "measures", "identity"}, rows)


def test_a_young_carer_sees_less_whatever_was_granted_until_they_are_of_age(person, rows):
    sara = carer_of(person, *GRANTABLE, age=17)
    assert found_by(sara) == wanted_of(sara, set(YOUNG_CARER_READS), rows)
    Grant.objects.update(carer_born_on=clock.today() - relativedelta(years=18))
    assert found_by(sara) == wanted_of(sara, set(GRANTABLE), rows)


@pytest.mark.parametrize(
    "terms",
    [
        {"started_at": timedelta(days=1)},
        {"until": timedelta(seconds=-1)},
        {"ended_at": timedelta(seconds=-1)},
        {"until": timedelta(days=30), "ended_at": timedelta(seconds=-1)},
    ],
    ids=["not yet", "no longer", "ended", "ended before its time"],
)
def test_outside_its_time_a_grant_opens_nothing(person, rows, terms):
    sara = carer_of(person, *GRANTABLE, **{name: clock.now() + wait for name, wait in terms.items()})
    assert found_by(sara) == wanted_of(sara, set(), rows)


def writes(user, model) -> bool:
    """Whether an update of every row that this user may write reaches any."""
    column = next(f.column for f in model._meta.concrete_fields if f.name not in ("id", "person", "practice"))
    with access.acting_as(user):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f'UPDATE {model._meta.db_table} SET "{column}" = "{column}"')
                return cursor.rowcount > 0
        except DatabaseError:
            return False


@pytest.mark.parametrize("may_write", [True, False], ids=["may write", "may read alone"])
def test_a_carer_writes_only_in_what_was_granted_and_only_where_the_person_says_so(person, rows, may_write):
    granted = {Section.PLAN, Section.RESULTS, Section.IDENTITY}
    sara = carer_of(person, *granted, may_write=may_write)
    wanted = {m for m in PLAIN if may_write and section_of(m) in granted & CARER_WRITES and not is_append_only(m)}
    assert {model for model in PLAIN if writes(sara, model)} == wanted


def test_a_young_carer_writes_nothing(person, rows):
    sara = carer_of(person, *GRANTABLE, age=15)
    assert not any(writes(sara, model) for model in PLAIN)


def test_nobody_lets_themselves_in(person, stranger, rows):
    """Neither a carer with all there is to grant, nor somebody without; nor where nobody shares anything."""
    for user in (carer_of(person, *GRANTABLE), factories.make_user("Omar")):
        for whom in (person, stranger):
            with access.acting_as(user), pytest.raises(DatabaseError), transaction.atomic():
                Grant.objects.create(person=whom, carer=user, relationship="Friend", sections=["plan"])


def test_a_carer_of_one_sees_nothing_of_another(person, stranger, rows):
    sara = carer_of(person, *GRANTABLE)
    made = {}
    for model in PLAIN:
        fill(model, stranger, made)
    with access.acting_as(sara):
        for model in PLAIN:
            people = model.objects.values_list("id" if model is Person else "person_id", flat=True)
            assert set(people) <= {person.pk}, model
