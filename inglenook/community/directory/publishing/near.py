"""Services by how far they are from a postcode, for the standard's `postcode` and `proximity`."""

from django.db.models import Avg, FloatField, QuerySet
from django.db.models.expressions import RawSQL

from inglenook.community.find.places import locate
from inglenook.community.models import Site

from ..columns import postcode
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
    point = locate(asked.text("postcode"))
    middle = (point.latitude, point.longitude) if point else _middle_of_places(asked.text("postcode"))
    if middle is None:
        return found.none()
    within = asked.number("proximity")
    far = RawSQL(METRES, [middle[0], middle[0], middle[1]], output_field=FloatField())
    near = found.filter(site__latitude__isnull=False).annotate(metres=far)
    return near.filter(metres__lte=AROUND if within is None else within).order_by("metres", "pk")


def _middle_of_places(text: str) -> tuple[float, float] | None:
    """The middle of the places that have this postcode; None when there are none."""
    known = Site.objects.filter(gone_at=None, latitude__isnull=False, postcode=postcode(text))
    found = known.aggregate(latitude=Avg("latitude"), longitude=Avg("longitude"))
    return None if found["latitude"] is None else (found["latitude"], found["longitude"])
