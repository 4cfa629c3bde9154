"""What lies before a person between appointments: what they are asked, and the sessions they have booked."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Value

from inglenook.core import clock
from inglenook.people.models import Person

from .coaching.queries import booked
from .replies.queries import open_check_ins


class Waiting(NamedTuple):
    """A check-in to answer (`asked`) or a session that comes (`session`): its title, when, and with whom."""

    kind: str
    ref: UUID
    title: str
    at: datetime
    whom: str


def waiting_for(person: Person) -> list[Waiting]:
    """Both, the soonest first. One statement."""
    asked = open_check_ins(person).order_by()
    rows = asked.values_list(Value("asked"), "ref", "enrolment__programme__title", "due_at", Value("")).union(
        booked(person, after=clock.now())
        .order_by()
        .values_list(Value("session"), "session__ref", "session__title", "session__starts_at", "session__coach__name"),
        all=True,
    )
    return sorted((Waiting(*row) for row in rows), key=lambda one: one.at)
