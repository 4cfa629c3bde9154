from datetime import timedelta

import pytest

from inglenook.core import clock
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
