"""Check-ins that wait for an answer."""

from django.db.models import QuerySet

from inglenook.core import clock
from inglenook.people.models import Person

from ..models import CheckIn
from ..rules import StepKind


def open_check_ins(person: Person, *, of_carer: bool = False) -> QuerySet[CheckIn]:
    """What the person is asked and has not answered, the newest first; what is asked of a carer only when wanted."""
    found = CheckIn.objects.filter(person=person, answered_at=None, lapsed_at=None, due_at__lte=clock.now())
    found = found.filter(step__kind=StepKind.CHECK_IN)
    found = found if of_carer else found.filter(enrolment__carer=None)
    return found.select_related("enrolment__programme").order_by("-due_at")
