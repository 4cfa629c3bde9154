"""Where people are, by the district of their postcode."""

from collections.abc import Iterable

from ..models import Referral

NOT_KNOWN = "Not known"


def by_district(referrals: Iterable[Referral]) -> list[tuple[str, list[Referral]]]:
    """Districts ("ZZ1") with who is there, the fullest first; those without a postcode last."""
    found: dict[str, list[Referral]] = {}
    for referral in referrals:
        found.setdefault(district(referral.given_postcode) or NOT_KNOWN, []).append(referral)
    return sorted(found.items(), key=lambda area: (area[0] == NOT_KNOWN, -len(area[1]), area[0]))


def district(postcode: str) -> str:
    """The outward code: all but the last three characters, which are the inward code."""
    letters = "".join(postcode.upper().split())
    return letters[:-3] if len(letters) > 4 else letters
