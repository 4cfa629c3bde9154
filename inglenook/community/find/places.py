"""Where a postcode is, how far that is from somewhere, and how long it takes to get there."""

import math
import re
from dataclasses import dataclass

from django.db import connection

POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})?", re.I)
WINDING = 1.3  # ways along streets are about a third longer than straight lines
WALKING_KMH, BUS_KMH, BUS_WAIT = 4.8, 15, 10  # minutes to walk to the stop and wait
FOOT_KM, BUS_KM, CAR_KM = 1.6, 12.0, 25.0  # straight: about 25 minutes' walk; about an hour by bus
KM_PER_DEGREE = 111.2
# Squares of the map by which listings are found, in degrees of latitude and longitude: about 2, 10 and 40 km.
SQUARES = {"p": (0.02, 0.03), "q": (0.1, 0.15), "r": (0.4, 0.6)}
SMALLEST = "p."
MOST_SQUARES = 16
NOWHERE = "p.none"  # of listings without a place
GRID = 0.005  # degrees to which a place is rounded before it stands in an address: about 500 m


@dataclass(frozen=True)
class Point:
    """A place in degrees (WGS 84). `outward` is its postcode district; `is_exact` whether it is a postcode's own."""

    latitude: float
    longitude: float
    outward: str = ""
    is_exact: bool = False

    def rounded(self) -> "Point":
        """The same, too coarse to say which house."""
        return Point(*(round(round(v / GRID) * GRID, 3) for v in (self.latitude, self.longitude)), self.outward, True)

    def box(self, km: float) -> tuple[float, float, float, float]:
        """West, south, east and north of a square with that many km to each side."""
        high = km / KM_PER_DEGREE
        wide = high / max(math.cos(math.radians(self.latitude)), 0.01)
        return self.longitude - wide, self.latitude - high, self.longitude + wide, self.latitude + high

    def squares(self, km: float) -> list[str]:
        """Codes of the squares within so many km: the smallest that are not too many."""
        kinds = [_squares(kind, self.box(km)) for kind in SQUARES]
        return next((codes for codes in kinds if len(codes) <= MOST_SQUARES), kinds[-1])


def _squares(kind: str, box: tuple[float, float, float, float]) -> list[str]:
    west, south, east, north = box
    high, wide = SQUARES[kind]
    rows = range(math.floor(south / high), math.floor(north / high) + 1)
    columns = range(math.floor(west / wide), math.floor(east / wide) + 1)
    return [f"{kind}.{row}.{column}" for row in rows for column in columns]


# Of the postcode or, when that is not known, of its district.
PLACE = """
SELECT json_build_array(latitude, longitude, outward, is_exact) FROM (
  SELECT latitude, longitude, %(outward)s::text AS outward, true AS is_exact FROM community_postcode
  WHERE postcode = %(postcode)s
  UNION ALL SELECT latitude, longitude, outward, false FROM community_outward WHERE outward = %(outward)s LIMIT 1
) place
"""


def locate(postcode: str) -> Point | None:
    """Where a postcode is; or the middle of its district, when that alone is given or known. None: not known."""
    with connection.cursor() as cursor:
        cursor.execute(PLACE, keys_of(postcode))
        row = cursor.fetchone()
    return Point(*row[0]) if row else None


def keys_of(postcode: str) -> dict[str, str]:
    """What PLACE asks for; nothing is found for what is no postcode."""
    found = POSTCODE.fullmatch(postcode.strip())
    outward, inward = (found[1].upper(), (found[2] or "").upper()) if found else ("", "")
    return {"postcode": outward + inward, "outward": outward}


def outward_of(postcode: str) -> str:
    """The district of a postcode as typed; empty when it is none."""
    found = POSTCODE.fullmatch(postcode.strip())
    return found[1].upper() if found else ""


def minutes_on_foot(km: float) -> int:
    return _round(km * WINDING / WALKING_KMH * 60)


def minutes_by_bus(km: float) -> int:
    return _round(BUS_WAIT + km * WINDING / BUS_KMH * 60)


def _round(minutes: float) -> int:
    """To 5 minutes, as people say it; never none."""
    return max(5, round(minutes / 5) * 5)
