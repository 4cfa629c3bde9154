"""Introducing a person to a service, and hearing what came of it."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from inglenook.core import clock
from inglenook.core.models import User

from ..models import Introduction, Referral, Service
from ..offers.asking import ask, require_followed_up
from ..refused import Refused
from . import rules
from .actions import move, take
from .held import held, locked

State = Introduction.State
ON_THE_WAY = (State.SUGGESTED, State.ASKED, State.ACCEPTED, State.WAITING)


@transaction.atomic
def introduce(
    *,
    referral: Referral,
    service: Service,
    by: User,
    need: str,
    contact: str = "",
    access: str = "",
    safety: str = "",
    with_somebody: bool = False,
    asked: bool = True,
) -> Introduction:
    """Ask a service to take the person, or (`asked=False`) tell the person about it.

    A charity reads the introduction and nothing else, so it holds what the person agreed to. A referral that nobody
    had is this link worker's from now on; it is accepted, if it was not yet, and goes to referred on. Raises Refused
    when nobody is matched yet, when the service takes nobody or leaves too many unanswered, or when they are on their
    way; OverLimit where they would be one more than the link worker's limit.
    """
    referral = take(referral=referral, by=by)
    if referral.person_id is None:
        raise Refused("Find out first whom this is about.")
    if not Service.objects.on_offer().with_room().filter(pk=service.pk).exists():
        raise Refused(f"{service.name} has no room now.")
    made = Introduction(**held(referral), service=service, organisation=service.provider.organisation, by=by)
    made.state = State.ASKED if asked else State.SUGGESTED
    made.state_at = clock.now()
    made.answer_by = made.state_at + timedelta(days=rules.answer_days())
    made.first_name, made.contact, made.need = referral.given_name, contact, need
    made.access, made.safety, made.with_somebody, made.written_by = access, safety, with_somebody, by
    require_followed_up(service)
    _add(made)
    if asked:
        ask(made)
    for to in ("accepted", "referred_on"):
        if to in rules.states()[locked(referral).state].next:
            move(referral=referral, to=to, by=by)
    return made


def _add(made: Introduction) -> None:
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise Refused("They are on their way there already.") from error


@transaction.atomic
def hear(*, introduction: Introduction, state: str, by: User | None, words: str = "", because: str = "") -> None:
    """What a service or the person said of an introduction; the referral follows when they came or have not come."""
    found = Introduction.objects.select_for_update(of=("self",)).select_related("referral").get(pk=introduction.pk)
    found.state, found.state_at, found.written_by = state, clock.now(), by
    found.words_back = words or found.words_back
    found.save()
    to = {State.CAME: "attended", State.DID_NOT_COME: "not_attended"}.get(state)
    if to and to in rules.states()[found.referral.state].next:
        move(referral=found.referral, to=to, because=because, by=by)
