"""Due days by hand calculation, from the words in `planning/data/recall_rules.yaml`. The day is 10 March 2026."""

from datetime import date

import pytest

from inglenook.planning.actions import take_step
from inglenook.planning.models import CycleEvent, ReviewCycle
from inglenook.planning.recall.actions import recall
from tests import factories

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 10)
DIABETES, ASTHMA, DEMENTIA, GOUT = "44054006", "195967001", "52448006", "90560007"


@pytest.fixture(autouse=True)
def groups(db):
    for group, code in {
        "type_2_diabetes": DIABETES,
        "asthma": ASTHMA,
        "dementia": DEMENTIA,
        "gout": GOUT,
        "ckd": "709044004",
    }.items():
        factories.make_group(group, code)
    factories.make_group("obesity", "414916001", kind="borderline")


def with_conditions(practice, *codes, **fields):
    person = factories.make_person(practice, **fields)
    for code in codes or [DIABETES]:
        factories.make_condition(person, code)
    return person


def cycle_of(person) -> ReviewCycle:
    return ReviewCycle.objects.filter(person=person).latest("pk")


def due(person, on=ON):
    recall(on=on, person=person)
    cycle = cycle_of(person)
    return cycle.due_on, cycle.reasons


@pytest.mark.parametrize(
    ("born", "due_on"),
    [
        (date(1960, 6, 4), date(2026, 6, 30)),  # later this year
        (date(1960, 3, 1), date(2026, 3, 31)),  # this month, though the day has passed
        (date(1960, 2, 29), date(2027, 2, 28)),  # last month: next year, which has no 29th
        (date(1960, 12, 31), date(2026, 12, 31)),
    ],
)
def test_the_review_is_due_by_the_end_of_the_birthday_month(practice, born, due_on):
    person = with_conditions(practice, birth_date=born)
    assert due(person) == (due_on, ["birthday_month", "no_review"])


def test_without_a_birth_date_nobody_is_lost(practice):
    person = with_conditions(practice, birth_date=None)
    assert due(person) == (date(2026, 4, 30), ["no_birth_date", "no_review"])


@pytest.mark.parametrize(
    ("measure", "number", "taken_on", "due_on", "reason"),
    [
        ("hba1c", 75, date(2026, 1, 20), date(2026, 7, 20), "hba1c_high"),  # six months after
        ("hba1c", 90, date(2025, 6, 1), date(2026, 3, 24), "hba1c_high"),  # long over: fourteen days' notice
        ("egfr", 29.9, date(2026, 2, 28), date(2026, 8, 28), "egfr_low"),
        ("systolic", 180, date(2026, 3, 9), date(2026, 4, 9), "bp_very_high"),
        ("diastolic", 110, date(2026, 3, 9), date(2026, 4, 9), "bp_very_high"),
    ],
)
def test_a_reading_past_its_bound_brings_the_review_forward(practice, measure, number, taken_on, due_on, reason):
    person = with_conditions(practice, birth_date=date(1960, 12, 4))
    factories.make_result(person, measure, number, on=taken_on)
    assert due(person) == (due_on, [reason, "no_review"])


@pytest.mark.parametrize(
    ("measure", "readings"),
    [
        ("hba1c", [(74.9, date(2026, 1, 20))]),  # just under
        ("hba1c", [(90, date(2026, 1, 20)), (60, date(2026, 2, 20))]),  # better since
        ("hba1c", [(90, date(2024, 1, 20))]),  # too long ago to go by
        ("hba1c", [(90, date(2026, 3, 11))]),  # not known on the day
        ("egfr", [(30, date(2026, 1, 20))]),
    ],
)
def test_other_readings_do_not(practice, measure, readings):
    person = with_conditions(practice, birth_date=date(1960, 12, 4))
    for number, on in readings:
        factories.make_result(person, measure, number, on=on)
    assert due(person)[0] == date(2026, 12, 31)


def test_a_reading_entered_in_error_does_not_count(practice):
    person = with_conditions(practice, birth_date=date(1960, 12, 4))
    factories.make_result(person, "hba1c", 95, on=date(2026, 2, 1), is_wrong=True)
    assert due(person)[0] == date(2026, 12, 31)


def test_four_conditions_bring_it_forward_and_three_do_not(practice):
    born = date(1960, 12, 4)
    four = with_conditions(practice, DIABETES, ASTHMA, GOUT, "709044004", birth_date=born)
    three = with_conditions(practice, DIABETES, DIABETES, ASTHMA, GOUT, birth_date=born)
    assert due(four) == (date(2026, 9, 10), ["many_conditions", "no_review"])
    assert due(three)[0] == date(2026, 12, 31)


def test_dementia_brings_it_forward(practice):
    person = with_conditions(practice, DEMENTIA, birth_date=date(1940, 12, 4))
    assert due(person) == (date(2026, 9, 10), ["dementia", "no_review"])


def test_a_new_diagnosis_is_reviewed_within_three_months_and_once_reviewed_no_more(practice):
    person = factories.make_person(practice, birth_date=date(1960, 12, 4))
    factories.make_condition(person, started_on=date(2026, 2, 5))
    factories.make_condition(person, started_on=date(2026, 3, 1))  # the same condition again is not new
    assert due(person) == (date(2026, 5, 5), ["new_diagnosis", "no_review"])
    review(cycle_of(person), on=date(2026, 3, 20))
    assert due(person, on=date(2026, 3, 21)) == (date(2026, 12, 31), ["birthday_month"])


def review(cycle, on):
    for step in ("converse", "agree", "review"):
        take_step(cycle=cycle, step=step, by=None, on=on)


def test_a_review_shortly_before_the_birthday_counts_for_that_birthday(practice):
    person = with_conditions(practice, birth_date=date(1960, 6, 4))
    recall(on=ON, person=person)
    review(cycle_of(person), on=date(2026, 4, 2))  # in the three months before the end of June
    assert due(person, on=date(2026, 4, 3)) == (date(2027, 6, 30), ["birthday_month"])
    assert cycle_of(person).previous.state == "reviewed"


@pytest.mark.parametrize(
    "fields", [{"is_dead": True}, {"died_on": date(2026, 3, 10)}, {"birth_date": date(2008, 3, 11)}, {"practice": None}]
)
def test_who_died_left_or_is_a_child_is_not_called(practice, fields):
    person = with_conditions(**{"practice": practice} | fields)
    assert recall(on=ON, person=person).opened == 0


@pytest.mark.parametrize("fields", [{"birth_date": date(2008, 3, 10)}, {"is_dead": True, "died_on": date(2026, 3, 11)}])
def test_who_is_eighteen_today_or_lives_today_is_called(practice, fields):
    person = with_conditions(practice, **fields)
    assert recall(on=ON, person=person).opened == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"code": "414916001"},
        {"is_wrong": True},
        {"is_active": False},
        {"ended_on": date(2026, 3, 10)},
        {"started_on": date(2026, 3, 11)},
    ],
)
def test_without_an_active_long_term_condition_nobody_is_called(practice, fields):
    person = factories.make_person(practice)
    factories.make_condition(person, **fields)
    assert recall(on=ON, person=person).opened == 0


def test_a_second_run_on_the_day_changes_nothing(practice):
    first, second = with_conditions(practice), with_conditions(practice, birth_date=None)
    factories.make_result(first, "hba1c", 90, on=date(2025, 6, 1))
    called = recall(on=ON)
    before = list(ReviewCycle.objects.values())
    again = recall(on=ON)
    assert (called.opened, called.people) == (2, 2)
    assert (again.opened, again.moved, again.expired, again.people) == (0, 0, 0, 2)
    assert list(ReviewCycle.objects.values()) == before
    assert second


def test_a_review_opens_ninety_two_days_before_it_is_due(practice):
    with_conditions(practice, birth_date=date(1960, 6, 4))
    assert recall(on=date(2026, 3, 29)).opened == 0
    assert recall(on=date(2026, 3, 30)).opened == 1


def test_notice_does_not_push_the_day_along(practice):
    person = with_conditions(practice, birth_date=date(1960, 12, 4))
    factories.make_result(person, "hba1c", 90, on=date(2025, 6, 1))
    assert due(person)[0] == date(2026, 3, 24)
    assert due(person, on=date(2026, 3, 20))[0] == date(2026, 3, 24)


def test_an_open_review_moves_forward_and_never_back(practice):
    person = with_conditions(practice, birth_date=date(1960, 12, 4))
    recall(on=ON, person=person)
    result = factories.make_result(person, "hba1c", 90, on=date(2026, 3, 12))
    assert recall(on=date(2026, 3, 13)).moved == 1
    assert cycle_of(person).due_on == date(2026, 9, 12)
    assert cycle_of(person).reasons == ["hba1c_high", "no_review"]
    result.delete()
    assert recall(on=date(2026, 3, 14)).changed is False
    assert ReviewCycle.objects.filter(person=person).count() == 1


def test_who_is_being_gathered_is_left_alone(practice):
    person = with_conditions(practice, birth_date=date(1960, 12, 4))
    recall(on=ON, person=person)
    take_step(cycle=cycle_of(person), step="gather", by=None, on=ON)
    factories.make_result(person, "hba1c", 90, on=date(2026, 3, 12))
    assert recall(on=date(2026, 3, 13)).changed is False


@pytest.mark.parametrize("step", ["decline", "lose"])
def test_a_no_stands_until_the_next_birthday_month_comes_near(practice, step):
    person = with_conditions(practice, birth_date=date(1960, 6, 4))
    recall(on=ON, person=person)
    take_step(cycle=cycle_of(person), step=step, by=None, on=date(2026, 5, 20))
    factories.make_result(person, "hba1c", 90, on=date(2026, 5, 21))
    assert recall(on=date(2027, 3, 29)).opened == 0  # 93 days before 30 June 2027
    assert recall(on=date(2027, 3, 30)).opened == 1
    assert cycle_of(person).due_on == date(2027, 4, 13)  # the high reading still stands: fourteen days' notice


def test_a_plan_agreed_over_a_year_ago_expires_and_the_next_review_opens(practice, nurse):
    person = with_conditions(practice, birth_date=date(1960, 12, 4))
    recall(on=date(2025, 1, 5), person=person)
    old = cycle_of(person)
    take_step(cycle=old, step="converse", by=nurse, on=date(2025, 3, 11))
    take_step(cycle=old, step="agree", by=nurse, on=date(2025, 3, 11))
    assert recall(on=ON).expired == 0
    called = recall(on=date(2026, 3, 11))
    assert (called.expired, called.opened) == (1, 1)
    assert cycle_of(person).previous == old
    assert cycle_of(person).due_on == date(2026, 3, 25)
    assert cycle_of(person).reasons == ["plan_expired"]
    event = CycleEvent.objects.get(step="expire")
    assert (event.from_state, event.to_state, event.on) == ("agreed", "expired", date(2026, 3, 11))


def test_an_open_review_ends_with_the_person_and_says_why(practice):
    person = with_conditions(practice)
    recall(on=ON, person=person)
    person.is_dead = True
    person.save()
    assert recall(on=date(2026, 3, 11)).expired == 1
    assert cycle_of(person).state == "expired"
    assert CycleEvent.objects.get().note == "No longer on a practice's list."


def test_who_was_marked_as_dead_by_mistake_is_called_again(practice):
    person = with_conditions(practice)
    recall(on=ON, person=person)
    for is_dead in (True, False):
        person.is_dead = is_dead
        person.save()
        recall(on=ON, person=person)
    assert (cycle_of(person).state, cycle_of(person).previous.state) == ("due", "expired")


def test_one_person_can_be_called_alone(practice):
    one, other = with_conditions(practice), with_conditions(practice)
    assert recall(on=ON, person=one).opened == 1
    assert not ReviewCycle.objects.filter(person=other).exists()
