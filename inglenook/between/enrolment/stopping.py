"""STOP and START: whoever said stop is out of the programme at once, and in it again when they take it back."""

from django.db.models import QuerySet

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.messaging import hooks, topics
from inglenook.people.models import Person

from ..models import Enrolment
from ..sweep.actions import place
from .actions import OPEN

State = Enrolment.State
SAID_STOP = "Said stop"  # as the sweep says of those whom it finds so


def stopped(person: Person, topic: str, carer: User | None) -> None:
    """End what is open of this topic, or of all."""
    with access.working():
        found = _of(person, topic).filter(carer=carer, state__in=OPEN)
        found.update(state=State.STOPPED, state_because=SAID_STOP, next_at=None, next_step=None)


def started(person: Person, topic: str | None) -> None:
    """Go on with what STOP ended, the newest of each, unless its days are over or it was begun anew since."""
    with access.working():
        ours = _of(person, topic or "").filter(carer=None)
        under_way = set(ours.filter(state__in=OPEN).values_list("programme", "action"))
        ended = ours.filter(state=State.STOPPED, state_because=SAID_STOP, ends_on__gt=clock.today())
        newest = ended.order_by("programme_id", "action_id", "-started_on", "-pk").distinct("programme_id", "action_id")
        again = [one for one in newest if (one.programme_id, one.action_id) not in under_way]
        Enrolment.objects.filter(pk__in=[one.pk for one in again]).update(state=State.RUNNING, state_because="")
        place(again)


def _of(person: Person, topic: str) -> QuerySet[Enrolment]:
    found = Enrolment.objects.filter(person=person)
    return found.filter(programme__code=topic) if topic else found


def names(person: Person) -> dict[str, tuple[str, ...]]:
    """What the person's programmes may be called, by their codes."""
    found = Enrolment.objects.filter(person=person).select_related("programme")
    return {one.programme.code: (one.programme.title, *one.programme.contents.get("names", ())) for one in found}


def install() -> None:
    hooks.on_stop(stopped)
    hooks.on_start(started)
    topics.register(names)
