"""Who has looked at a referral: recorded for the person to read, be they on the reader's caseload yet or not."""

from inglenook.core import access
from inglenook.people.api import person_of, title_of
from inglenook.people.models import Look, Person

from ..models import Referral

REASON = "To help with what you were referred for"
WHAT = "Referral"


def looked(request, referral: Referral) -> Person | None:
    """The person, where the reader may see them; the look is recorded either way."""
    if referral.person_id is None:
        return None
    if referral.person is not None:
        return person_of(request, referral, reason=REASON, what=WHAT)
    title = title_of(request.user)
    with access.working():
        about = {"person_id": referral.person_id, "viewer": request.user, "viewer_role": title}
        Look.objects.create(**about, reason=REASON, what=WHAT)
    return None
