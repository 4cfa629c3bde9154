"""Reviews that other systems recorded, and whom they keep from being called. By hand; the day is 10 March 2026."""

from datetime import UTC, date, datetime

import pytest

from inglenook.people.reference import condition_groups
from inglenook.planning.models import ReviewCycle
from inglenook.planning.recall.actions import recall
from inglenook.planning.recall.reviews import review_codes, reviews_of_one
from tests import factories

pytestmark = pytest.mark.django_db
ON, BORN = date(2026, 3, 10), date(1960, 3, 25)
DIABETES, ASTHMA, GOUT = "44054006", "195967001", "90560007"
DIABETES_REVIEW, ASTHMA_REVIEW, PLAN_AGREED = "170777000", "394700004", "1187911000000105"
THIS_YEAR, NEXT_YEAR = date(2026, 3, 31), date(2027, 3, 31)
LAST_MONTH, LONG_AGO = date(2026, 2, 10), date(2025, 2, 10)


@pytest.fixture(autouse=True)
def groups(db):
    for group, code in {"type_2_diabetes": DIABETES, "asthma": ASTHMA, "gout": GOUT}.items():
        factories.make_group(group, code)


def due(practice, conditions: list, reviews: list, **fields) -> tuple[date, list[str]]:
    person = factories.make_person(practice, birth_date=BORN)
    for code in conditions:
        factories.make_condition(person, code)
    for code, day in reviews:
        factories.make_encounter(person, code, on=day, **fields)
    recall(on=ON)
    recall(on=ON, person=person)  # one person alone is called by the same rules
    cycle = ReviewCycle.objects.get(person=person)
    return cycle.due_on, cycle.reasons


@pytest.mark.parametrize(("conditions", "reviews", "due_on"), [
    ([ASTHMA], [], THIS_YEAR),
    ([ASTHMA], [(ASTHMA_REVIEW, LAST_MONTH)], NEXT_YEAR),
    ([ASTHMA], [(ASTHMA_REVIEW, LONG_AGO)], THIS_YEAR),  # that was last year's
    ([ASTHMA], [(ASTHMA_REVIEW, LONG_AGO), (ASTHMA_REVIEW, LAST_MONTH)], NEXT_YEAR),
    ([ASTHMA], [(DIABETES_REVIEW, LAST_MONTH)], THIS_YEAR),  # of something else
    ([ASTHMA, DIABETES], [(ASTHMA_REVIEW, LAST_MONTH)], THIS_YEAR),  # their diabetes was not looked at
    ([ASTHMA, DIABETES], [(ASTHMA_REVIEW, LAST_MONTH), (DIABETES_REVIEW, LONG_AGO)], THIS_YEAR),
    ([ASTHMA, DIABETES], [(ASTHMA_REVIEW, LAST_MONTH), (DIABETES_REVIEW, LAST_MONTH)], NEXT_YEAR),
    ([ASTHMA, GOUT], [(ASTHMA_REVIEW, LAST_MONTH)], NEXT_YEAR),  # gout has no review of its own
    ([GOUT], [(ASTHMA_REVIEW, LAST_MONTH)], THIS_YEAR),
    ([ASTHMA, DIABETES, GOUT], [(PLAN_AGREED, LAST_MONTH)], NEXT_YEAR),  # of everything
    ([ASTHMA], [(ASTHMA_REVIEW, date(2026, 3, 11))], THIS_YEAR),  # not known on the day
    ([ASTHMA], [(ASTHMA_REVIEW, None)], THIS_YEAR),  # did not take place
])  # fmt: skip
def test_who_was_reviewed_elsewhere_is_not_called_in_again(practice, conditions, reviews, due_on):
    assert due(practice, conditions, reviews)[0] == due_on


def test_somebody_reviewed_elsewhere_is_not_told_that_no_review_is_known(practice):
    assert due(practice, [ASTHMA], [])[1] == ["birthday_month", "no_review"]
    assert due(practice, [ASTHMA], [(ASTHMA_REVIEW, LONG_AGO)])[1] == ["birthday_month"]


def test_a_code_of_another_system_is_another_code(practice):
    assert due(practice, [ASTHMA], [(ASTHMA_REVIEW, LAST_MONTH)], system="http://loinc.org")[0] == THIS_YEAR


def test_a_review_at_half_past_midnight_in_summer_was_that_day(practice):
    """23:30 in Greenwich on 31 May is 1 June here: less than three months before August, not before its last day."""
    person = factories.make_person(practice, birth_date=date(1960, 8, 4))
    factories.make_condition(person, ASTHMA)
    factories.make_encounter(person, ASTHMA_REVIEW, started_at=datetime(2026, 5, 31, 23, 30, tzinfo=UTC))
    recall(on=date(2026, 8, 1), person=person)
    assert ReviewCycle.objects.get(person=person).due_on == date(2027, 8, 31)


def test_every_code_is_of_a_condition_that_people_are_called_for():
    groups = {group for _, group in reviews_of_one()}
    assert groups <= condition_groups()
    assert {ASTHMA_REVIEW, DIABETES_REVIEW, PLAN_AGREED} <= review_codes()
    assert all(code.isdigit() and 6 <= len(code) <= 18 for code in review_codes())  # SNOMED CT identifiers
