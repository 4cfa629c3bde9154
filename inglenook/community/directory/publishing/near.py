"""Services by how far they are from a postcode, for the standard's `postcode` and `proximity`."""

from django.db.models import FloatField, QuerySet
from django.db.models.expressions import RawSQL

from inglenook.community.models import Site

from ..columns import UK_POSTCODE, postcode
from .filters import Asked

# Metres on a sphere of 6,371 km (haversine); %s latitude, latitude, longitude of the middle.
METRES = """
2 * 6371000 * asin(sqrt(
  sin(radians(community_site.latitude - %s) / 2) ^ 2 + cos(radians(%s)) * cos(radians(community_site.latitude))
  * sin(radians(community_site.longitude - %s) / 2) ^ 2))
"""
AROUND = 5_000  # metres, where no proximity is asked


def nearest(found: QuerySet, asked: Asked) -> QuerySet:
    """Places near the postcode, nearest first; nothing where the postcode is not known."""
    if not asked.text("postcode"):
        return found.order_by("pk")
    middle = _middle(asked.text("postcode"))
    if middle is None:
        return found.none()
    within = asked.number("proximity")
    far = RawSQL(METRES, [middle[0], middle[0], middle[1]], output_field=FloatField())
    near = found.filter(site__latitude__isnull=False).annotate(metres=far)
    return near.filter(metres__lte=AROUND if within is None else within).order_by("metres", "pk")


def _middle(text: str) -> tuple[float, float] | None:
    """The middle of the places that have this postcode, or of those in its district."""
    whole = postcode(text)
    known = Site.objects.filter(gone_at=None, latitude__isnull=False).values_list("latitude", "longitude")
    district = whole.split(" ")[0] if UK_POSTCODE.fullmatch(whole) else whole
    found = list(known.filter(postcode=whole)[:100]) or list(known.filter(postcode__startswith=f"{district} ")[:1000])
    if not found:
        return None
    return sum(p[0] for p in found) / len(found), sum(p[1] for p in found) / len(found)
