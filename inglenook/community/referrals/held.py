"""What every verb about a referral shares."""

from ..models import Referral


def held(referral: Referral) -> dict:
    """The columns by which a row belongs to a referral and is seen with it."""
    return {"referral": referral, "person_id": referral.person_id, "team_id": referral.team_id}


def locked(referral: Referral) -> Referral:
    """The row as it is now, so that two people at once take turns. Call inside a transaction."""
    found = Referral.objects.select_for_update(of=("self",)).select_related("owner", "team", "referrer")
    return found.get(pk=referral.pk)
