"""Safeguarding concerns: told at once to somebody who must act, and never lost."""

from django.db import transaction

from inglenook.core import access, clock
from inglenook.core.models import User

from ..hooks import on_concern
from ..models import Concern, Referral
from ..refused import Refused
from .held import held


@transaction.atomic
def raise_concern(*, referral: Referral, what: str, by: User | None) -> Concern:
    """Keep what was seen or said. About somebody on a list, rooms above tell a nurse or GP of theirs at once; about
    somebody not matched yet it stands on top of the team's inbox until it is closed."""
    if not what.strip():
        raise Refused("Say what you saw or heard.")
    with access.working():  # whoever raises it need not read the team's others
        concern = Concern.objects.create(**held(referral), what=what.strip(), at=clock.now(), by=by, written_by=by)
        if referral.person_id:
            on_concern.tell(concern)
    return concern


@transaction.atomic
def close_concern(*, concern: Concern, note: str, by: User) -> None:
    """It is seen to; the note says how. Closing it again changes nothing. Raises Refused without a note."""
    concern = Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
    if concern.closed_at:
        return
    if not note.strip():
        raise Refused("Say how it ended.")
    concern.closed_at, concern.closed_by, concern.written_by = clock.now(), by, by
    concern.closing_note = note.strip()
    concern.save()


def tell_of_open(referral: Referral) -> None:
    """Now that it is known whom the referral is about, tell those of the person's practice."""
    for concern in Concern.objects.filter(referral=referral, closed_at=None, told=None):
        on_concern.tell(concern)
