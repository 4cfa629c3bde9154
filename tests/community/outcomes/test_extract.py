"""The months of four people with the same need, worked out by hand."""

from datetime import UTC, date, datetime

import pytest

from inglenook.community.extract import extract
from inglenook.community.models import Referral, ReferralStep
from inglenook.measures.api import record
from inglenook.people.models import Circumstance, Encounter
from inglenook.planning.models import Answer, Pack
from tests import factories

pytestmark = pytest.mark.django_db
MONTHS = [date(2025, month, 1) for month in range(2, 7)]


def at(year, month, day):
    return datetime(year, month, day, 12, tzinfo=UTC)


def lonely_since(person, on):
    recorded = factories._recorded()
    Circumstance.objects.create(person=person, theme="loneliness", started_on=on, **recorded)


def refer(person, team, made_at, accepted_at=None, closed_at=None):
    made = Referral.objects.create(
        person=person, team=team, way="staff", referrer_name="Joy", reason="Company", barriers=["loneliness"],
        made_at=made_at, closed_at=closed_at, given_name="A",
    )  # fmt: skip
    if accepted_at:
        ReferralStep.objects.create(person=person, team=team, referral=made, state="accepted", at=accepted_at)


def rows(practice, until=date(2025, 6, 30), barrier="loneliness"):
    return list(extract(practices=[practice.pk], barriers=[barrier], until=until))


def states(found):
    return [(row["on"], row["state"], row["is_new"]) for row in found]


def test_months_before_acceptance_never_count_as_months_with_a_link_worker(practice, person):
    lonely_since(person, date(2025, 1, 10))
    refer(person, practice.parent, at(2025, 3, 5), accepted_at=at(2025, 4, 20))
    assert states(rows(practice)) == [
        (MONTHS[0], "not_referred", True),
        (MONTHS[1], "not_referred", False),
        (MONTHS[2], "waiting", True),
        (MONTHS[3], "referred", True),
        (MONTHS[4], "referred", False),
    ]


def test_a_referral_on_the_first_of_a_month_counts_from_the_next(practice, person):
    lonely_since(person, date(2025, 2, 1))
    refer(person, practice.parent, at(2025, 3, 1))
    assert [row["state"] for row in rows(practice)] == ["not_referred", "not_referred", "waiting", "waiting", "waiting"]


def test_a_later_referral_does_not_change_what_was_so_before(practice, person):
    lonely_since(person, date(2025, 1, 10))
    refer(person, practice.parent, at(2025, 1, 12), closed_at=at(2025, 2, 12))
    refer(person, practice.parent, at(2025, 4, 12))
    assert [row["state"] for row in rows(practice)] == ["waiting", "not_taken_up", "not_taken_up", "waiting", "waiting"]
    assert rows(practice)[1]["since"] == date(2025, 2, 12)


def test_who_was_never_referred_stands_beside_them_until_they_die(practice, person):
    lonely_since(person, date(2025, 1, 10))
    person.died_on, person.is_dead = date(2025, 3, 15), True
    person.save()
    assert states(rows(practice)) == [(MONTHS[0], "not_referred", True), (MONTHS[1], "not_referred", False)]
    assert [(row["followed_days"], row["died"]) for row in rows(practice)] == [(42, True), (14, True)]


def test_another_need_and_another_practice_are_not_in_it(practice, person, stranger):
    lonely_since(person, date(2025, 1, 10))
    lonely_since(stranger, date(2025, 1, 10))
    assert len(rows(practice)) == 5
    assert rows(practice, barrier="money") == []


def test_covariates_are_those_of_the_day(practice, person):
    """Born on 4 June 1960: 64 until 4 June 2025. One of two conditions began too late to count."""
    lonely_since(person, date(2025, 5, 20))
    person.deprivation_decile, person.sex = 2, "female"
    person.save()
    factories.make_group("type_2_diabetes", "44054006")
    factories.make_group("asthma", "195967001")
    factories.make_condition(person, "44054006", started_on=date(2015, 1, 1))
    factories.make_condition(person, "195967001", started_on=date(2025, 6, 1))
    for day in (at(2024, 5, 31), at(2024, 6, 2), at(2025, 5, 31), at(2025, 6, 2)):
        Encounter.objects.create(person=person, started_at=day, **factories._recorded())
    (row,) = rows(practice)
    assert {name: row[name] for name in ("age_band", "sex", "decile", "conditions", "encounters")} == {
        "age_band": "60-69", "sex": "female", "decile": 2, "conditions": "1", "encounters": 2,
    }  # fmt: skip
    assert str(person.ref) not in str(row)


def test_baseline_is_the_newest_before_and_an_outcome_the_first_in_its_window(practice, person):
    """12 weeks after 1 February are 26 April: from 26 March to 23 May."""
    lonely_since(person, date(2025, 1, 10))
    lonely = {"companionship": 3, "left_out": 3, "isolated": 3}
    less = {"companionship": 2, "left_out": 2, "isolated": 1}
    for day, answers in ((at(2025, 1, 12), less), (at(2025, 1, 20), lonely), (at(2025, 5, 2), less)):
        record(person=person, instrument="ucla3", answers=answers, way="phone", by=None, at=day)
    first = rows(practice)[0]
    assert first["on"] == MONTHS[0]
    assert first["baseline"] == {"ucla3": 9}
    assert first["outcomes"] == {"weeks_12": {"ucla3": 5, "encounters": 0}}


def test_an_occasion_that_is_not_over_is_absent_and_one_without_an_answer_is_empty(practice, person):
    lonely_since(person, date(2025, 1, 10))
    assert [row["outcomes"] for row in rows(practice, until=date(2025, 5, 31))] == [
        {"weeks_12": {"encounters": 0}}, {}, {}, {},
    ]  # fmt: skip


def test_what_was_ticked_before_a_review_is_a_record_of_the_need(practice, person):
    pack = Pack.objects.create(person=person, cycle=factories.make_cycle(person), due_on=date(2025, 3, 1))
    ticked = {"prompt": "in_the_way", "choices": ["Feeling lonely", "Money"]}
    Answer.objects.create(person=person, pack=pack, answered_at=at(2025, 3, 3), **ticked)
    assert [row["on"] for row in rows(practice)] == [MONTHS[2], MONTHS[3], MONTHS[4]]
