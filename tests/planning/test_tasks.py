from datetime import timedelta

import pytest

from inglenook.between.monitor.queries import checks
from inglenook.between.monitor.rules import limits
from inglenook.core import clock
from inglenook.core.models import Beat
from inglenook.planning import tasks
from inglenook.planning.models import ReviewCycle, Task
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_urgent_value_reaches_a_professional_by_itself(person, nurse):
    factories.make_result(person, "potassium", 6.8, on=clock.today() - timedelta(days=1))
    tasks.raise_urgent_values(timestamp=0)
    assert Task.objects.get().person == person


def test_the_night_opens_the_reviews_of_who_is_due(person):
    factories.make_condition(person)
    person.birth_date = person.birth_date.replace(month=clock.today().month)
    person.save(update_fields=["birth_date"])
    tasks.renew_the_cycles(timestamp=0)
    assert ReviewCycle.objects.get().person == person


@pytest.mark.parametrize(
    ("job", "name"),
    [
        (tasks.raise_urgent_values, "urgent"),
        (tasks.renew_the_cycles, "cycles"),
        (tasks.preparation.release_packs, "packs"),
    ],
)
def test_each_job_leaves_a_beat_that_the_monitor_misses(db, job, name):
    job(timestamp=0)
    assert Beat.objects.get(name=name).at
    assert name in limits()["beats"]
    Beat.objects.filter(name=name).update(at=clock.now() - timedelta(days=3))
    [check] = [check for check in checks(clock.now()) if check.code == f"beat:{name}"]
    assert not check.is_well and check.says == "Ran 3 days ago."
