"""What people say they measured counts where they can measure it themselves. The day is 10 March 2026."""

from datetime import UTC, date, datetime

import pytest

from inglenook.people.own.readings import keep_reading
from inglenook.planning.gather.actions import gather
from tests import factories

pytestmark = pytest.mark.django_db
DIABETES = "44054006"


@pytest.fixture
def cycle(person):
    factories.make_group("type_2_diabetes", DIABETES)
    factories.make_condition(person, DIABETES)
    return factories.make_cycle(person, due_on=date(2026, 4, 30))


def _needed(cycle, *, by_carer: bool) -> set:
    taken_at = datetime(2026, 3, 1, 9, tzinfo=UTC)
    for measure, numbers in {"blood_pressure": (128, 76), "weight": (70,), "hba1c": (48,)}.items():
        keep_reading(person=cycle.person, measure=measure, numbers=numbers, taken_at=taken_at, by_carer=by_carer)
    gather(on=date(2026, 3, 10))
    return set(cycle.tests.values_list("check_code", flat=True))


@pytest.mark.parametrize("by_carer", [False, True])
def test_what_a_laboratory_finds_is_asked_for_whatever_somebody_was_told(cycle, by_carer):
    needed = _needed(cycle, by_carer=by_carer)
    assert "hba1c" in needed and not {"blood_pressure", "weight"} & needed
