"""The one note of a contact: it writes the visit, what was answered, the next contact and the next state."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.measures.api import record
from inglenook.measures.models import Administration

from ..models import Referral, Visit
from ..refused import Refused
from . import rules
from .actions import move, take
from .concerns import raise_concern
from .held import held

WAYS = {  # how a questionnaire asked in such a contact was asked
    Visit.Way.PHONE: Administration.Way.PHONE,
    Visit.Way.VIDEO: Administration.Way.PHONE,
}


@transaction.atomic
def note(
    *,
    referral: Referral,
    by: User,
    way: str,
    at: datetime | None = None,
    minutes: int | None = None,
    discussed: str = "",
    agreed: str = "",
    answers: Mapping[str, Mapping[str, int | None]] | None = None,
    next_at: datetime | None = None,
    to: str = "",
    because: str = "",
    concern: str = "",
    over: str = "",
) -> Visit:
    """Write down one contact and all that follows from it. Raises Refused, and then nothing of it is kept.

    A referral that nobody had is this link worker's from now on; `over` says why they have one more than their limit.

    `answers` by instrument and item. The first contact that reached the person moves a received referral to contacted
    when `to` says nothing else.
    """
    if answers and referral.person_id is None:
        raise Refused("Find out first whom this is about; then their answers can be kept.")
    ends = bool(to) and rules.states()[to].ends
    referral = take(referral=referral, by=by, over=over, is_to_end=ends)
    said = {"minutes": minutes, "discussed": discussed, "agreed": agreed, "next_at": next_at}
    visit = Visit.objects.create(**held(referral), way=way, at=at or clock.now(), by=by, written_by=by, **said)
    for instrument, given in (answers or {}).items():
        asked = WAYS.get(Visit.Way(way), Administration.Way.IN_PERSON)
        record(person=referral.person, instrument=instrument, answers=given, way=asked, by=by, at=visit.at)
    if concern:
        raise_concern(referral=referral, what=concern, by=by)
    Referral.objects.filter(pk=referral.pk).update(next_at=next_at)
    following = to or _following(referral, way)
    if following:
        move(referral=referral, to=following, by=by, because=because)
    return visit


def _following(referral: Referral, way: str) -> str:
    return "contacted" if referral.state == "received" and way != Visit.Way.NO_ANSWER else ""
