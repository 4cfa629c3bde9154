"""Verbs of peer support: propose, say yes or no, write down a contact, end, look after the volunteer."""

from datetime import date

from django.db import transaction

from inglenook.core import access, clock
from inglenook.core.models import Membership, Organisation, User
from inglenook.messaging.api import ask_to_send
from inglenook.people.models import Person

from ..hooks import on_worry
from ..models import PeerContact, PeerMatch, PeerSupporter, Supervision
from ..refused import Refused
from . import texts
from .queries import has_now, volunteer_of
from .rules import lacking, next_contact

State = PeerMatch.State
OPEN = (State.PROPOSED, State.STARTED)


@transaction.atomic
def register(*, by: User, organisation: Organisation, email: str, name: str, **about) -> PeerSupporter:
    """Somebody who wants to be a peer supporter; their checks come later. Raises Refused when they are one already."""
    with access.working():
        user = User.objects.filter(email=email.lower()).first() or User.objects.create_user(email, name=name)
        if PeerSupporter.objects.filter(user=user).exists():
            raise Refused("This e-mail belongs to a peer supporter already.")
        known = {"user": user, "organisation": organisation, "role": "peer_supporter", "ended_on": None}
        Membership.objects.get_or_create(**known, defaults={"started_on": clock.today()})
        return PeerSupporter.objects.create(user=user, organisation=organisation, written_by=by, **about)


@transaction.atomic
def keep(*, peer: PeerSupporter, by: User, **about) -> None:
    """What is known of a volunteer. Raises Refused when they are to be ready and lack something."""
    for name, value in about.items():
        setattr(peer, name, value)
    missing = lacking(volunteer_of(peer, 0), clock.today())
    if peer.state == PeerSupporter.State.READY and missing:
        raise Refused(f"Not ready to meet people yet. Still missing: {', '.join(missing)}.")
    peer.written_by = by
    peer.save()


@transaction.atomic
def propose(
    *, person: Person, peer: PeerSupporter, by: User, first_name: str, contact: str, hopes: str, why: list[str]
) -> PeerMatch:
    """Ask both. Raises Refused when the volunteer may not take anybody now, or the person has somebody."""
    with access.working():
        peer = PeerSupporter.objects.select_for_update(of=("self",)).select_related("user").get(pk=peer.pk)
        _require_ready(peer)
        if PeerMatch.objects.filter(person=person, state__in=OPEN).exists():
            raise Refused("They have a peer supporter, or are being asked about one. End that first.")
        match = PeerMatch.objects.create(
            person=person,
            organisation_id=peer.organisation_id,
            peer=peer,
            peer_user=peer.user,
            first_name=first_name,
            contact=contact,
            hopes=hopes,
            why=why,
            proposed_by=by,
            written_by=by,
        )
        _tell(match, "asked")
    return match


def _require_ready(peer: PeerSupporter) -> None:
    if peer.state != PeerSupporter.State.READY or lacking(volunteer_of(peer, 0), clock.today()):
        raise Refused("This peer supporter is not ready to meet people.")
    if has_now(peer) >= peer.most:
        raise Refused("This peer supporter has as many people as they can take.")


@transaction.atomic
def say(*, match: PeerMatch, yes: bool, by: User) -> None:
    """The person or the volunteer says yes or no. With both it begins. Said again, it changes nothing."""
    with access.working():
        match = _locked(match)
        if match.state != State.PROPOSED:
            return
        if not yes:
            _end(match, State.DECLINED, "", by)
            return
        side = "peer_said_yes_at" if by.pk == match.peer_user_id else "person_said_yes_at"
        setattr(match, side, getattr(match, side) or clock.now())
        if match.peer_said_yes_at and match.person_said_yes_at:
            match.state, match.started_at = State.STARTED, clock.now()
            match.next_contact_on = next_contact(last=clock.today(), so_far=0)
            _tell(match, "started")
        _save(match, by)


@transaction.atomic
def note_contact(
    *, match: PeerMatch, by: User, minutes: int | None = None, note: str = "", worry: str = ""
) -> PeerContact:
    """One contact, in a line or two; the next is set by the taper. A worry reaches a professional at once.

    Raises Refused when the two are not matched (any more).
    """
    with access.working():
        match = _locked(match)
        if match.state != State.STARTED:
            raise Refused("This match is over. Tell your coordinator if there is something they must know.")
        made = PeerContact.objects.create(
            person_id=match.person_id,
            organisation_id=match.organisation_id,
            match=match,
            by=by,
            minutes=minutes,
            note=note,
            worry=worry,
            written_by=by,
        )
        match.next_contact_on = next_contact(last=clock.today(), so_far=match.contacts.count())
        _save(match, by)
        if worry:
            key, reason = f"peer_worry:{made.pk}", "A peer supporter is worried about them: read what they wrote"
            on_worry.tell(person=match.person, key=key, reason=reason)
    return made


@transaction.atomic
def end(*, match: PeerMatch, because: str, by: User) -> None:
    """It ends, whoever wants it; the person is told with thanks. Ending again changes nothing."""
    with access.working():
        match = _locked(match)
        if match.state in OPEN:
            began = match.state == State.STARTED
            _end(match, State.ENDED, because, by)
            if began:
                _tell(match, "ended")


@transaction.atomic
def supervise(*, peer: PeerSupporter, by: User, on: date, note: str, next_on: date | None) -> Supervision:
    """A talk with the volunteer about how it goes for them."""
    given = {"organisation_id": peer.organisation_id, "user_id": peer.user_id, "by": by, "written_by": by}
    return Supervision.objects.create(peer=peer, on=on, note=note, next_on=next_on, **given)


@transaction.atomic
def see_worry(*, contact: PeerContact, by: User) -> None:
    """A coordinator has read a worry and does something about it."""
    contact.worry_seen_at = contact.worry_seen_at or clock.now()
    contact.written_by = by
    contact.save(update_fields=["worry_seen_at", "written_by", "written_at"])


def _locked(match: PeerMatch) -> PeerMatch:
    found = PeerMatch.objects.select_for_update(of=("self",))
    return found.select_related("person__practice", "person__preferences", "peer_user").get(pk=match.pk)


def _end(match: PeerMatch, state: str, because: str, by: User) -> None:
    match.state, match.ended_at, match.ended_because, match.next_contact_on = state, clock.now(), because, None
    _save(match, by)


def _save(match: PeerMatch, by: User) -> None:
    match.written_by = by
    match.save()


def _tell(match: PeerMatch, what: str) -> None:
    ask_to_send(
        person=match.person,
        key=f"peer:{match.pk}:{what}",
        kind="session",
        template=f"{texts.PREFIX}:{what}",
        values=texts.values(match),
    )
