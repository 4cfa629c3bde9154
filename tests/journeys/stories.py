"""People at the beginning of a story, for journeys that tell it to its end."""

from datetime import date, timedelta

from inglenook.core import clock
from inglenook.core.channels import Channel
from inglenook.people.models import Person
from inglenook.planning.recall.actions import recall
from tests import factories

HYPERTENSION, DIABETES = "38341003", "44054006"


def due_soon(practice, nurse, *, channel: Channel, **fields) -> Person:
    """Somebody of 61 with two conditions and fresh results, called for a review; the nurse is theirs."""
    birthday = clock.today() + timedelta(days=20)
    born = date(birthday.year - 62, birthday.month, 1)
    person = factories.make_person(practice, birth_date=born, preferred_channel=channel, **fields)
    for code in (HYPERTENSION, DIABETES):
        factories.make_condition(person, code)
    for days, systolic in ((10, 138), (200, 146), (400, 158)):
        on = clock.today() - timedelta(days=days)
        factories.make_result(person, "systolic", systolic, on=on)
        factories.make_result(person, "diastolic", 84, on=on)
    factories.put_on_caseload(nurse, person, "nurse")
    recall(on=clock.today())
    return person


def fits(page) -> bool:
    """Whether the page needs no scrolling sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")
