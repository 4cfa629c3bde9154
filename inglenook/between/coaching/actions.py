"""Verbs of coaching: offer a time, book, cancel, say who came and what came of it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from inglenook.core import access, clock
from inglenook.core.models import Organisation, User
from inglenook.messaging.api import ask_to_send
from inglenook.messaging.models import Message
from inglenook.messaging.models.ledger import WAITING
from inglenook.people.models import Person

from ..alerts.api import raise_call
from ..models import Booking, Enrolment, Session
from . import texts
from .rules import next_call_in, remind_before, ring_within, undo_for

State = Booking.State
CANCELLED = "The booking was cancelled"
WEEK = timedelta(days=7)


class Refused(Exception):
    """What was asked cannot be done. The message is fit to be shown."""


@transaction.atomic
def offer(*, by: User, organisation: Organisation, kind: str, title: str, starts_at: datetime, **more) -> Session:
    """A time that the coach gives, to one person or to a group (`places`). Raises Refused for a time that is past."""
    if starts_at <= clock.now():
        raise Refused(_("Choose a time to come."))
    if kind != Session.Kind.GROUP:
        more["places"] = 1
    return Session.objects.create(
        coach=by, organisation=organisation, kind=kind, title=title, starts_at=starts_at, **more
    )


@transaction.atomic
def book(*, session: Session, person: Person, by: User, enrolment: Enrolment | None = None) -> Booking:
    """Give the person a place; asked twice, one place. They are told, and reminded a day before.

    Raises Refused when it is full, over or cancelled. Two who want the last place take turns.
    """
    with access.working():  # the row's lock, and how many came before, are not the person's to see
        session = Session.objects.select_for_update(of=("self",)).select_related("coach").get(pk=session.pk)
        if known := Booking.objects.filter(session=session, person=person).exclude(state=State.CANCELLED).first():
            return known
        _require_room(session)
        booking = Booking.objects.create(session=session, person=person, enrolment=enrolment, written_by=by)
        _tell(booking, "booked")
        _remind(booking)
    return booking


def _require_room(session: Session) -> None:
    if session.cancelled_at or session.starts_at <= clock.now():
        raise Refused(_("This time is over or was cancelled."))
    if Booking.objects.filter(session=session).exclude(state=State.CANCELLED).count() >= session.places:
        raise Refused(_("There is no place left. Choose another time."))


@transaction.atomic
def cancel(*, booking: Booking, by: User) -> None:
    """The person does not need the place. No reason is asked. Cancelling again changes nothing."""
    with access.working():
        booking = Booking.objects.select_for_update().get(pk=booking.pk)
        if booking.state != State.BOOKED:
            return
        _set(booking, by, state=State.CANCELLED)
        _reminders([booking]).update(lapsed_at=clock.now(), lapsed_because=CANCELLED)


@transaction.atomic
def undo_cancel(*, booking: Booking, by: User) -> None:
    """The place is theirs again, if it is still free. Raises Refused when it is not, or too late."""
    with access.working():
        Session.objects.select_for_update().get(pk=booking.session_id)
        booking = Booking.objects.select_for_update(of=("self",)).select_related("session").get(pk=booking.pk)
        if not may_undo(booking):
            raise Refused(_("It is too long ago to undo."))
        _require_room(booking.session)
        _set(booking, by, state=State.BOOKED)
        again = Message.objects.filter(key=_key(booking), lapsed_because=CANCELLED)
        again.update(lapsed_at=None, lapsed_because="")


def may_undo(booking: Booking) -> bool:
    return booking.state == State.CANCELLED and clock.now() - booking.written_at <= undo_for()


@transaction.atomic
def cancel_session(*, session: Session, by: User) -> int:
    """The coach cannot: everybody booked is told; how many. Cancelling again changes nothing."""
    with access.working():
        if not Session.objects.filter(pk=session.pk, cancelled_at=None).update(cancelled_at=clock.now()):
            return 0
        booked = list(Booking.objects.filter(session=session, state=State.BOOKED).select_related(*PERSON))
        _reminders(booked).update(lapsed_at=clock.now(), lapsed_because=CANCELLED)
        for booking in booked:
            _tell(booking, "cancelled")
        return len(booked)


PERSON = ("person__practice", "session__coach")


@transaction.atomic
def record(
    *, booking: Booking, state: str, by: User, note: str = "", outcome: str = "", confidence: int | None = None
) -> None:
    """Whether they came, what was said and agreed, how sure they are. Who did not come is rung, without blame."""
    came = state == State.ATTENDED
    _set(booking, by, state=state, note=note, outcome=outcome, confidence=confidence if came else None)
    if not came:
        raise_call(
            key=f"missed:{booking.pk}",
            person=booking.person,
            reason="Did not come to a session: ask how they are and what would suit them better",
            within=ring_within(),
            owner=booking.session.coach,
        )


@transaction.atomic
def book_next(*, booking: Booking, by: User) -> Booking:
    """The next call of the taper, at the same time of day, offered and booked. Raises Refused once it is over."""
    suggested = suggest_next(booking)
    if suggested is None:
        raise Refused("No further call is suggested.")
    last = booking.session
    same = {"organisation": last.organisation, "kind": last.kind, "title": last.title, "minutes": last.minutes}
    session = offer(by=by, starts_at=suggested, **same)
    return book(session=session, person=booking.person, by=by, enrolment=booking.enrolment)


def suggest_next(booking: Booking) -> datetime | None:
    """When the next call would be, by how many there have been with this coach, at the same time on a day to come.

    None for groups, once the taper is over, and while a later one stands.
    """
    return suggest_next_of([booking]).get(booking.pk)


def suggest_next_of(bookings: list[Booking]) -> dict[int, datetime]:
    """The same for places in one session, by the booking's key; those without a next call are left out."""
    came = {row.person_id: row for row in bookings if row.state == State.ATTENDED}
    session = next((row.session for row in came.values()), None)
    if session is None or session.kind == Session.Kind.GROUP:
        return {}
    calls = Booking.objects.filter(person__in=came, session__coach=session.coach_id, session__kind=session.kind)
    counted = calls.exclude(state=State.CANCELLED).order_by().values_list("person")
    counted = counted.annotate(
        came=Count("pk", filter=Q(state=State.ATTENDED)),
        later=Count("pk", filter=Q(session__starts_at__gt=session.starts_at)),
    )
    gaps = {came[person].pk: next_call_in(times) for person, times, later in counted if not later}
    return {key: _ahead(session.starts_at + gap) for key, gap in gaps.items() if gap}


def _ahead(moment: datetime) -> datetime:
    """The same time on the first such day of the week that is still to come."""
    weeks = max(0, (clock.now() - moment) // WEEK + 1)
    return moment + weeks * WEEK


def _set(booking: Booking, by: User, **fields) -> None:
    for name, value in (fields | {"written_by": by}).items():
        setattr(booking, name, value)
    booking.save(update_fields=[*fields, "written_by", "written_at"])


def _key(booking: Booking) -> str:
    return f"session:{booking.pk}:reminder"


def _reminders(bookings: list[Booking]):
    return Message.objects.filter(WAITING, key__in=[_key(booking) for booking in bookings])


def _tell(booking: Booking, what: str) -> None:
    person, session = booking.person, booking.session
    ask_to_send(
        person=person,
        key=f"session:{booking.pk}:{what}",
        kind="session",
        template=f"{texts.PREFIX}:{what}",
        values=texts.values(session, person),
        lapses_at=session.starts_at,
    )


def _remind(booking: Booking) -> None:
    """A day before; who books later than that has just been told."""
    due_at = booking.session.starts_at - remind_before()
    if due_at > clock.now():
        ask_to_send(
            person=booking.person,
            key=_key(booking),
            kind="session",
            template=f"{texts.PREFIX}:reminder",
            values=texts.values(booking.session, booking.person),
            due_at=due_at,
            lapses_at=booking.session.starts_at,
        )
