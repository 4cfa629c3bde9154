"""Times to come, places left, and what a person may book."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.people.models import CareTeamMember, Person

from ..caseload.queries import OPEN
from ..models import Booking, Enrolment, Session
from .rules import lately

MOST = 200


def sessions_of(user: User) -> QuerySet[Session]:
    """The coach's own, those to come and those lately past."""
    return Session.objects.filter(coach=user, starts_at__gte=clock.now() - lately()).select_related("organisation")


def taken(sessions) -> dict[int, int]:
    """How many places of each are taken, whoever by. One statement."""
    with access.working():
        booked = Booking.objects.filter(session__in=sessions).exclude(state=Booking.State.CANCELLED)
        return dict(booked.values_list("session").annotate(Count("pk")))


def bookings_of(session: Session) -> QuerySet[Booking]:
    found = Booking.objects.filter(session=session).select_related("person__preferences", "person__practice", "session")
    return found.order_by("person__family_name", "person__given_name", "pk")


def may_book(user: User) -> QuerySet[Person]:
    """People whom this professional can give a place: their caseload and whoever is in a programme of theirs."""
    cared = CareTeamMember.objects.filter(user=user, ended_at=None).values("person")
    owned = Enrolment.objects.filter(owner=user, state__in=OPEN).values("person")
    return Person.objects.filter(Q(pk__in=cared) | Q(pk__in=owned), is_dead=False)[:MOST]


def own_bookings(person: Person) -> list[Booking]:
    """The person's places to come, the next first, and those cancelled a moment ago."""
    found = Booking.objects.filter(person=person, session__starts_at__gt=clock.now(), session__cancelled_at=None)
    return list(found.select_related("session__coach").order_by("session__starts_at"))


def booked(person: Person, *, after: datetime) -> QuerySet[Booking]:
    """The person's places in sessions that begin after a moment."""
    found = Booking.objects.filter(person=person, state=Booking.State.BOOKED, session__cancelled_at=None)
    return found.filter(session__starts_at__gt=after)


def offered_to(person: Person) -> list[tuple[Session, int]]:
    """Times the person may take, each with the places left: groups near them, and what their own team offers."""
    if person.practice is None:
        return []
    near = Q(organisation__in=[person.practice_id, person.practice.parent_id])
    team = CareTeamMember.objects.filter(person=person, ended_at=None).values("user")
    mine = Booking.objects.filter(person=person).exclude(state=Booking.State.CANCELLED).values("session")
    found = Session.objects.filter(near, Q(kind=Session.Kind.GROUP) | Q(coach__in=team), cancelled_at=None)
    sessions = list(found.filter(starts_at__gt=clock.now()).exclude(pk__in=mine).select_related("coach")[:20])
    gone = taken(sessions)
    left = [(session, session.places - gone.get(session.pk, 0)) for session in sessions]
    return [(session, places) for session, places in left if places > 0]
