"""Who has looked at a referral: recorded for the person to read, be they on the reader's caseload yet or not."""

from inglenook.core import access
from inglenook.core.models import User
from inglenook.people.api import memberships_of, person_for
from inglenook.people.models import Look, Person

from ..models import Referral

REASON = "To help with what you were referred for"
WHAT = "Referral"


def looked(request, referral: Referral) -> Person | None:
    """The person, where the reader may see them; the look is recorded either way."""
    if referral.person_id is None:
        return None
    if referral.person is not None:
        return person_for(request, referral.person.ref, reason=REASON, what=WHAT)
    title = title_of(request.user)
    with access.working():
        about = {"person_id": referral.person_id, "viewer": request.user, "viewer_role": title}
        Look.objects.create(**about, reason=REASON, what=WHAT)
    return None


def title_of(user: User) -> str:
    """Under what title a professional looks, in words the person can read."""
    membership = memberships_of(user)[0]
    return f"{membership.get_role_display()}, {membership.organisation.name}"
