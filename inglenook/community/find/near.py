"""What lies round a place: the towns that the directory's addresses name, and where services with room are.

Towns are made with the listings, since reading every address for a map would cost more than the search itself.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection

from .drawing import Drawing, Place, direction, drawn
from .places import GRID, Point, locate

REACH_KM = 15.0
SPOTS = 5000  # listings from which the small dots are drawn; of more, every second, third and so on
TOWNS = """
SELECT 'town', name, sum(latitude * places) / sum(places), sum(longitude * places) / sum(places), sum(places)
FROM community_town
WHERE latitude BETWEEN %(south)s AND %(north)s AND longitude BETWEEN %(west)s AND %(east)s
GROUP BY name ORDER BY 5 DESC, name LIMIT 8
"""
DISTRICTS = """
SELECT 'district', outward, latitude, longitude, 1 FROM community_outward WHERE outward = ANY (%(districts)s)
UNION ALL
SELECT 'room', l.outward, NULL, NULL, count(*) FROM community_listing l JOIN community_service v ON v.id = l.service_id
WHERE l.outward = ANY (%(districts)s) AND v.takes_people AND v.places_free IS DISTINCT FROM 0 GROUP BY l.outward
UNION ALL
SELECT 'spot', '', avg(latitude), avg(longitude), count(*) FROM (
  SELECT latitude, longitude, floor(latitude / %(grid)s) AS row, floor(longitude / %(grid)s) AS line
  FROM community_listing l JOIN community_service v ON v.id = l.service_id
  WHERE l.id %% (SELECT greatest(1, reltuples::bigint / %(spots)s) FROM pg_class
      WHERE oid = 'community_listing'::regclass) = 0
    AND latitude BETWEEN %(south)s AND %(north)s AND longitude BETWEEN %(west)s AND %(east)s
    AND v.takes_people AND v.places_free IS DISTINCT FROM 0
) placed GROUP BY row, line
"""


def towns_round(middle: Point) -> list[Place]:
    """The largest few. One statement."""
    return _around(middle, TOWNS)["town"]


def map_of_found(found: list, middle: Point | None) -> dict | None:
    """What was found on a map, with a line for each; none when no place is known or nothing found has one."""
    here = [(number, one) for number, one in enumerate(found, 1) if one.site and one.site.latitude is not None]
    if middle is None or not here:
        return None
    dots = [Place(str(number), one.site.latitude, one.site.longitude) for number, one in here]
    rows = [(number, one.service.name, direction(middle, one.site)) for number, one in here]
    return {"drawing": drawn(middle, dots, towns=towns_round(middle)), "rows": rows, "without": len(found) - len(here)}


@dataclass(frozen=True)
class District:
    """A postcode district: how many are counted there (people, searches), how many services with room are there, which
    way it lies."""

    name: str
    counted: int
    services: int
    way: str


@dataclass(frozen=True)
class Region:
    """Where they are, and what is round them. Without a drawing when no district is known to the directory."""

    districts: list[District]
    drawing: Drawing | None


def region_of(counts: dict[str, int]) -> Region:
    """Counts by district ("ZZ1"), the highest first, drawn round that one. Two statements."""
    middle = locate(next(iter(counts), ""))
    if middle is None:
        return Region([District(name, count, 0, "") for name, count in counts.items()], None)
    asked = {"districts": list(counts), "grid": GRID, "spots": SPOTS}
    found = _around(middle, f"({TOWNS}) UNION ALL {DISTRICTS}", **asked)
    where = {one.label: one for one in found["district"]}
    rooms = {one.label: one.count for one in found["room"]}
    districts = [
        District(name, count, rooms.get(name, 0), direction(middle, where[name]) if name in where else "")
        for name, count in counts.items()
    ]
    dots = [Place(str(counts[name]), one.latitude, one.longitude) for name, one in where.items()]
    return Region(districts, drawn(middle, dots, towns=found["town"], spots=found["spot"], km=REACH_KM / 2))


def _around(middle: Point, sql: str, **values) -> dict[str, list[Place]]:
    """Rows of kind, label, latitude, longitude and count within reach of the middle, by kind."""
    found: dict[str, list[Place]] = defaultdict(list)
    box = dict(zip(("west", "south", "east", "north"), middle.box(REACH_KM), strict=True))
    with connection.cursor() as cursor:
        cursor.execute(sql, box | values)
        for kind, *place in cursor.fetchall():
            found[kind].append(Place(*place))
    return found
