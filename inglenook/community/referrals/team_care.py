"""Whoever has a referral is on the person's care team while it lasts, and no longer because of it."""

from inglenook.core import access, clock
from inglenook.people.models import CareTeamMember

from ..models import Referral
from .teams import ROLE


def join(referral: Referral) -> None:
    """Put the referral's owner on the person's care team. Who is there already stays, whatever becomes of this."""
    with access.working():
        who = {"person_id": referral.person_id, "user_id": referral.owner_id, "ended_at": None}
        if CareTeamMember.objects.filter(**who).exists():
            return
        referral.joined = CareTeamMember.objects.create(**who, role=ROLE, written_by_id=referral.owner_id)
        referral.save(update_fields=["joined"])


def leave(referral: Referral) -> None:
    """End what `join` began."""
    with access.working():
        mine = CareTeamMember.objects.filter(pk=referral.joined_id, ended_at=None)
        mine.update(ended_at=clock.now())
