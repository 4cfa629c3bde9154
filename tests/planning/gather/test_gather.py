"""What tests people need, from the words in `planning/data/checks.yaml`. The day is 10 March 2026."""

from datetime import date

import pytest

from inglenook.planning.gather.actions import gather
from inglenook.planning.gather.rules import checks_wanted
from inglenook.planning.models import TestNeeded
from tests import factories

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 10)
DIABETES, ASTHMA = "44054006", "195967001"


@pytest.fixture(autouse=True)
def groups(db):
    factories.make_group("type_2_diabetes", DIABETES)
    factories.make_group("asthma", ASTHMA)


@pytest.fixture
def cycle(person):
    factories.make_condition(person, ASTHMA)
    return factories.make_cycle(person, due_on=date(2026, 4, 30))


def needed(cycle):
    return set(cycle.tests.values_list("check_code", flat=True))


def test_each_condition_asks_for_its_checks_once(cycle, person):
    factories.make_condition(person, DIABETES)
    gather(on=ON)
    diabetes = {"blood_pressure", "weight", "hba1c", "kidney_blood", "cholesterol", "urine_acr", "feet", "mood"}
    assert needed(cycle) == diabetes | {"peak_flow", "inhaler", "smoking"}
    assert cycle.tests.get(check_code="smoking").because == ["asthma", "type_2_diabetes"]


@pytest.mark.parametrize(
    ("taken_on", "is_needed"),
    [(date(2025, 3, 10), False), (date(2025, 3, 9), True), (date(2026, 3, 10), False), (date(2026, 3, 11), True)],
)
def test_a_check_counts_for_its_months_and_no_longer(cycle, person, taken_on, is_needed):
    factories.make_result(person, "peak_flow", 400, on=taken_on)
    gather(on=ON)
    assert ("peak_flow" in needed(cycle)) is is_needed


def test_a_result_in_error_does_not_count(cycle, person):
    factories.make_result(person, "peak_flow", 400, on=date(2026, 3, 1), is_wrong=True)
    gather(on=ON)
    assert "peak_flow" in needed(cycle)


def test_a_check_without_a_measure_is_known_by_its_code(cycle, person):
    factories.make_result(person, "", None, on=date(2026, 3, 1), code="170627009", value=None)
    gather(on=ON)
    assert "inhaler" not in needed(cycle)


def test_the_last_time_is_kept_however_long_ago(cycle, person):
    factories.make_result(person, "peak_flow", 400, on=date(2023, 5, 6))
    gather(on=ON)
    assert cycle.tests.get(check_code="peak_flow").last_on == date(2023, 5, 6)


@pytest.mark.parametrize(
    ("fields", "looked_up"),
    [
        ({"due_on": date(2026, 5, 5)}, True),  # eight weeks ahead
        ({"due_on": date(2026, 5, 6)}, False),
        ({"due_on": date(2024, 5, 6)}, True),  # long overdue
        ({"state": "prepared"}, False),
        ({"state": "declined"}, False),
    ],
)
def test_only_who_is_due_soon_and_not_yet_prepared(cycle, fields, looked_up):
    type(cycle).objects.update(**fields)
    gather(on=ON)
    assert cycle.tests.exists() is looked_up


def test_the_dead_are_not_invited(cycle, person):
    type(person).objects.update(is_dead=True)
    gather(on=ON)
    assert not cycle.tests.exists()


def test_a_second_run_changes_nothing_until_a_result_comes(cycle, person):
    first = gather(on=ON)
    before = list(TestNeeded.objects.order_by("pk").values())
    assert (first.people, first.people_with_new, first.needed, first.done) == (1, 1, 3, 0)
    assert not gather(on=ON).changed
    assert list(TestNeeded.objects.order_by("pk").values()) == before
    factories.make_result(person, "peak_flow", 400, on=date(2026, 3, 12))
    later = gather(on=date(2026, 3, 13))
    assert (later.needed, later.done) == (0, 1)
    test = cycle.tests.get(check_code="peak_flow")
    assert (test.state, test.state_on, test.last_on) == ("done", date(2026, 3, 12), date(2026, 3, 12))


def test_a_test_marked_done_by_hand_stays_done(cycle):
    gather(on=ON)
    cycle.tests.update(state="done")
    assert not gather(on=date(2026, 3, 11)).changed
    assert set(cycle.tests.values_list("state", flat=True)) == {"done"}


def test_a_result_that_comes_while_preparing_still_counts(cycle, person):
    gather(on=ON)
    type(cycle).objects.update(state="prepared")
    factories.make_result(person, "peak_flow", 400, on=date(2026, 3, 12))
    assert gather(on=date(2026, 3, 13)).done == 1


def test_one_needle_for_all_blood_tests():
    visit = checks_wanted().visit(["hba1c", "cholesterol", "urine_acr", "inhaler", "no longer known"])
    assert visit.minutes == 10 + 5 + 15
    assert visit.by == ["Health care assistant, 15 minutes", "Practice nurse, 15 minutes"]
    assert visit.covers == [
        "Blood test (HbA1c, cholesterol)",
        "Urine sample (kidney protein)",
        "Breathing check (inhaler technique)",
    ]
