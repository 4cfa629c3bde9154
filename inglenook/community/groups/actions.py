"""Verbs of groups: open one, ask for a place, take or give it back, say who came, finish."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from inglenook.core import access, clock
from inglenook.core.models import Organisation, User
from inglenook.messaging.api import ask_to_send
from inglenook.messaging.models import Message
from inglenook.messaging.models.ledger import WAITING
from inglenook.people.models import Person

from ..models import Attendance, Group, Meeting, Place
from ..refused import Refused
from . import texts
from .rules import has_finished, offer_stands, remind_before, undo_for

State = Place.State
OPEN = (State.WAITING, State.OFFERED, State.JOINED)
HOLDING = (State.OFFERED, State.JOINED)
GIVEN_BACK = "The place was given back"
ONCE_MORE = ("group__leader", "person__practice", "person__preferences")


@transaction.atomic
def open_group(*, by: User, organisation: Organisation, meetings: Collection[datetime], minutes: int, **about) -> Group:
    """A group and the times it meets. Raises Refused without a time to come."""
    if not any(at > clock.now() for at in meetings):
        raise Refused("Give at least one day that is still to come.")
    group = Group.objects.create(organisation=organisation, leader=by, **about)
    Meeting.objects.bulk_create(
        Meeting(organisation=organisation, group=group, starts_at=at, minutes=minutes) for at in sorted(set(meetings))
    )
    return group


@transaction.atomic
def ask_for_place(
    *, group: Group, person: Person, by: User, needs: str = "", wants_lift: bool = False, introduction=None
) -> Place:
    """A place, or the end of the waiting list when there is none. Asked twice, it is one place.

    Two who want the last place take turns. Raises Refused for a group that is over or closed.
    """
    with access.working():
        group = _locked(group)
        if known := Place.objects.filter(group=group, person=person, state__in=OPEN).first():
            return known
        if group.closed_at or not group.meetings.filter(starts_at__gt=clock.now(), cancelled_at=None).exists():
            raise Refused("This group is over. Choose another one.")
        place = Place.objects.create(
            group=group,
            organisation_id=group.organisation_id,
            person=person,
            introduction=introduction,
            state=State.JOINED if _free(group) > 0 else State.WAITING,
            first_name=_first_name(person),
            needs=needs,
            wants_lift=wants_lift,
            written_by=by,
        )
        _tell(place, place.state)
        if place.state == State.JOINED:
            _remind(place)
    return place


@transaction.atomic
def accept(*, place: Place, by: User) -> None:
    """Somebody who waited takes the place they were offered. Raises Refused when the offer is over."""
    with access.working():
        _locked(place.group)
        place = _again(place)
        if place.state == State.JOINED:
            return
        if place.state != State.OFFERED:
            raise Refused("This place was given to somebody else. You can ask again.")
        _move(place, State.JOINED, by)
        _remind(place)


@transaction.atomic
def give_up(*, place: Place, by: User | None) -> None:
    """The place is not needed; no reason is asked; the first who waits is offered it. Again changes nothing."""
    with access.working():
        _locked(place.group)
        place = _again(place)
        if place.state not in OPEN:
            return
        _move(place, State.LEFT, by)
        _reminders(place).update(lapsed_at=clock.now(), lapsed_because=GIVEN_BACK)
        offer_next(place.group)


@transaction.atomic
def undo_give_up(*, place: Place, by: User) -> None:
    """The place is theirs again while one is free. Raises Refused when it is not, or too late."""
    with access.working():
        group, place = _locked(place.group), _again(place)
        if not may_undo(place):
            raise Refused("It is too long ago to undo.")
        if _free(group) < 1:
            raise Refused("The place went to somebody who waited. You can ask again.")
        _move(place, State.JOINED, by)
        again = Message.objects.filter(key__startswith=_key(place, ""), lapsed_because=GIVEN_BACK)
        again.update(lapsed_at=None, lapsed_because="")


def may_undo(place: Place) -> bool:
    return place.state == State.LEFT and clock.now() - place.state_at <= undo_for()


def offer_next(group: Group) -> None:
    """Each free place is offered to whoever has waited longest, for a few days. Call with the group locked."""
    now = clock.now()
    if not (free := _free(group)):
        return
    waiting = Place.objects.filter(group=group, state=State.WAITING).select_related(*ONCE_MORE)
    for place in waiting.order_by("asked_at", "pk")[:free]:
        place.offered_until = now + offer_stands()
        _move(place, State.OFFERED, None)
        _tell(place, State.OFFERED)


@transaction.atomic
def lapse_offers() -> int:
    """Offers that nobody took go to the next who waits; whoever did not answer waits on, at the end. How many."""
    now = clock.now()
    with access.working():
        late = Place.objects.filter(state=State.OFFERED, offered_until__lte=now)
        groups = list(Group.objects.select_for_update(of=("self",)).filter(pk__in=late.values("group")).order_by("pk"))
        lapsed = late.update(state=State.WAITING, state_at=now, asked_at=now, offered_until=None)
        for group in groups:
            offer_next(group)
    return lapsed


@transaction.atomic
def mark(*, meeting: Meeting, by: User, came: dict[int, str]) -> None:
    """Who came to a meeting, all in one go: place to one of Attendance.Came. Said again, the newest word holds."""
    places = {p.pk: p for p in Place.objects.filter(group=meeting.group_id, pk__in=came)}
    rows = [
        Attendance(
            organisation_id=meeting.organisation_id,
            place=place,
            person_id=place.person_id,
            meeting=meeting,
            came=came[pk],
            written_by=by,
            written_at=clock.now(),
        )
        for pk, place in places.items()
    ]
    Attendance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["place", "meeting"],
        update_fields=["came", "written_by", "written_at"],
    )


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: User) -> int:
    """One meeting does not happen; everybody with a place is told. How many. Cancelling again changes nothing."""
    with access.working():
        if not Meeting.objects.filter(pk=meeting.pk, cancelled_at=None).update(cancelled_at=clock.now()):
            return 0
        places = list(Place.objects.filter(group=meeting.group_id, state=State.JOINED).select_related(*ONCE_MORE))
        for place in places:
            gone = Message.objects.filter(WAITING, key=_key(place, meeting.pk))
            gone.update(lapsed_at=clock.now(), lapsed_because="The meeting was cancelled")
            _tell(place, "cancelled", meeting)
        return len(places)


@transaction.atomic
def close(*, group: Group, by: User) -> None:
    """The group is over: those who came to enough of it have finished, those who waited are let go of, none unsaid."""
    with access.working():
        group = _locked(group)
        if group.closed_at:
            return
        held = group.meetings.filter(starts_at__lte=clock.now(), cancelled_at=None).count()
        for place in Place.objects.filter(group=group, state__in=OPEN).select_related(*ONCE_MORE):
            came = place.attendances.filter(came=Attendance.Came.YES).count()
            finished = place.state == State.JOINED and has_finished(came=came, held=held)
            _move(place, State.COMPLETED if finished else State.LEFT, by)
            _tell(place, "finished" if place.state == State.COMPLETED else "over")
        Group.objects.filter(pk=group.pk).update(closed_at=clock.now())


@transaction.atomic
def say_outcome(*, place: Place, words: str, by: User) -> None:
    """What the group did for them, in their words."""
    place.outcome, place.written_by = words, by
    place.save(update_fields=["outcome", "written_by", "written_at"])


def _locked(group: Group) -> Group:
    return Group.objects.select_for_update(of=("self",)).select_related("leader").get(pk=group.pk)


def _again(place: Place) -> Place:
    return Place.objects.select_for_update(of=("self",)).select_related(*ONCE_MORE).get(pk=place.pk)


def _free(group: Group) -> int:
    return max(0, group.places - Place.objects.filter(group=group, state__in=HOLDING).count())


def _first_name(person: Person) -> str:
    own = getattr(person, "preferences", None)
    return (own and own.known_as) or person.given_name


def _move(place: Place, state: str, by: User | None) -> None:
    place.state, place.state_at, place.written_by = state, clock.now(), by
    place.save(update_fields=["state", "state_at", "offered_until", "written_by", "written_at"])


def _key(place: Place, meeting: int | str) -> str:
    return f"group:{place.pk}:reminder:{meeting}"


def _reminders(place: Place):
    return Message.objects.filter(WAITING, key__startswith=_key(place, ""))


def _tell(place: Place, what: str, meeting: Meeting | None = None) -> None:
    at = meeting or _next(place.group)
    ask_to_send(
        person=place.person,
        key=f"group:{place.pk}:{what}:{meeting.pk if meeting else f'{place.state_at:%Y%m%d%H%M%S}'}",
        kind="session",
        template=f"{texts.PREFIX}:{what}",
        values=texts.values(place.group, at, place.person),
    )


def _next(group: Group) -> Meeting | None:
    return group.meetings.filter(starts_at__gt=clock.now(), cancelled_at=None).first()


def _remind(place: Place) -> None:
    """A day before each meeting still to come."""
    for meeting in place.group.meetings.filter(starts_at__gt=clock.now() + remind_before(), cancelled_at=None):
        ask_to_send(
            person=place.person,
            key=_key(place, meeting.pk),
            kind="session",
            template=f"{texts.PREFIX}:reminder",
            values=texts.values(place.group, meeting, place.person),
            due_at=meeting.starts_at - remind_before(),
            lapses_at=meeting.starts_at,
        )
