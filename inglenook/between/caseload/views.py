from inglenook.core.roles import Section
from inglenook.people.api import person_for
from inglenook.planning.doors import for_readers_of

from ..presenting import page
from .thread import enrolments, thread


@for_readers_of(Section.SUPPORT)
def person_between(request, ref):
    """One person's programmes, check-ins, messages and alerts in one thread."""
    person = person_for(request, ref, reason="To see how it goes between appointments", what="Between appointments")
    context = {"person": person, "enrolments": enrolments(person), "thread": thread(person)}
    return page(request, "caseload/person_between", context)
