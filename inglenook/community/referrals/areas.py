"""Where people are, by the district of their postcode."""

from collections import Counter
from collections.abc import Iterable

from ..models import Referral

NOT_KNOWN = "Not known"


def by_district(referrals: Iterable[Referral]) -> dict[str, int]:
    """How many there are in each district ("ZZ1"), the fullest first; those without a postcode last."""
    found = Counter(district(referral.given_postcode) or NOT_KNOWN for referral in referrals)
    return dict(sorted(found.items(), key=lambda area: (area[0] == NOT_KNOWN, -area[1], area[0])))


def district(postcode: str) -> str:
    """The outward code: all but the last three characters, which are the inward code."""
    letters = "".join(postcode.upper().split())
    return letters[:-3] if len(letters) > 4 else letters
