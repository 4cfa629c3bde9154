"""Check-ins that wait for an answer."""

from collections import defaultdict

from django.db.models import Q, QuerySet

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.core.roles import Section
from inglenook.people.models import Grant, Person

from ..models import CheckIn
from ..rules import StepKind


def open_check_ins(person: Person, *, of_carer: bool = False) -> QuerySet[CheckIn]:
    """What the person is asked and has not answered, the newest first; what is asked of a carer only when wanted."""
    found = _open().filter(person=person)
    found = found if of_carer else found.filter(enrolment__carer=None)
    return found.order_by("-due_at")


def asked_of_carer(carer: User) -> dict[int, list[CheckIn]]:
    """What a carer is asked, or may answer for those who let them, by the person's key. One statement."""
    lets = Grant.objects.letting(Section.SUPPORT, write=True).filter(carer=carer)
    found = _open().filter(Q(enrolment__carer=carer) | Q(enrolment__carer=None), person__in=lets.values("person"))
    by_person = defaultdict(list)
    for check_in in found.order_by("-due_at"):
        by_person[check_in.person_id].append(check_in)
    return by_person


def _open() -> QuerySet[CheckIn]:
    found = CheckIn.objects.filter(answered_at=None, lapsed_at=None, due_at__lte=clock.now())
    return found.filter(step__kind=StepKind.CHECK_IN).select_related("enrolment__programme")
