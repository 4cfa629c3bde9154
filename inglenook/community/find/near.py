"""What lies round a place: the towns that the directory's addresses name, and where services with room are."""

from dataclasses import dataclass

from django.db import connection

from .drawing import Drawing, Place, direction, drawn
from .places import KM_PER_DEGREE, Point
from .search import quoted

REACH_KM = 15.0
# What lies in the square round the middle `m`. Towns lie where their sites are on average.
AROUND = """
WITH m AS ({middle}), reach AS (
  SELECT %(km)s / %(km_per_degree)s AS high, %(km)s / %(km_per_degree)s / greatest(cos(radians(latitude)), 0.01) AS wide
  FROM m
), found AS (
  SELECT l.site_id, l.service_id, l.latitude, l.longitude, l.outward FROM m, reach r, community_listing l
  WHERE {here} l.latitude BETWEEN m.latitude - r.high AND m.latitude + r.high
    AND l.longitude BETWEEN m.longitude - r.wide AND m.longitude + r.wide
  LIMIT 5000
), towns AS (
  SELECT s.document #>> '{{addresses,0,city}}' AS city, avg(s.latitude) AS latitude, avg(s.longitude) AS longitude,
    count(*) AS places
  FROM (SELECT DISTINCT site_id FROM found) f JOIN community_site s ON s.id = f.site_id GROUP BY 1
)
(SELECT 'town', city, latitude, longitude, places FROM towns WHERE city <> '' ORDER BY places DESC LIMIT 8)
{spots}
"""
SPOTS = """
UNION ALL
SELECT 'spot', f.outward, f.latitude, f.longitude, count(*) FROM found f JOIN community_service v ON v.id = f.service_id
WHERE v.takes_people AND v.places_free IS DISTINCT FROM 0 GROUP BY f.outward, f.latitude, f.longitude
UNION ALL
SELECT 'district', outward, latitude, longitude, 1 FROM community_outward WHERE outward = ANY (%(districts)s)
"""
IN_SQUARES = "l.search @@ %(squares)s::tsquery AND"
OF_POINT = "SELECT %(latitude)s::float8 AS latitude, %(longitude)s::float8 AS longitude"
OF_DISTRICT = "SELECT latitude, longitude FROM community_outward WHERE outward = %(first)s"


def towns_round(middle: Point) -> list[Place]:
    """One statement."""
    squares = " | ".join(quoted(code) for code in middle.squares(REACH_KM))
    values = {"latitude": middle.latitude, "longitude": middle.longitude, "squares": squares}
    return _around(AROUND.format(middle=OF_POINT, here=IN_SQUARES, spots=""), **values)["town"]


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
    """A postcode district: how many people live there, how many services with room are there, which way it lies."""

    name: str
    people: int
    services: int
    way: str


@dataclass(frozen=True)
class Region:
    """Where people are, and what is round them. Without a drawing when no district is known to the directory."""

    districts: list[District]
    drawing: Drawing | None


def region_of(people: dict[str, int]) -> Region:
    """People by district ("ZZ1"), the fullest first, drawn round that one. One statement."""
    first = next(iter(people), "")
    found = _around(AROUND.format(middle=OF_DISTRICT, here="", spots=SPOTS), first=first, districts=list(people))
    where = {one.label: one for one in found["district"]}
    if first not in where:
        return Region([District(name, count, 0, "") for name, count in people.items()], None)
    middle = Point(where[first].latitude, where[first].longitude)
    rooms: dict[str, int] = {}
    for spot in found["spot"]:
        rooms[spot.label] = rooms.get(spot.label, 0) + spot.count
    districts = [
        District(name, count, rooms.get(name, 0), direction(middle, where[name]) if name in where else "")
        for name, count in people.items()
    ]
    dots = [Place(str(people[name]), one.latitude, one.longitude) for name, one in where.items()]
    return Region(districts, drawn(middle, dots, towns=found["town"], spots=found["spot"], km=REACH_KM / 2))


def _around(sql: str, **values) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {"town": [], "spot": [], "district": []}
    with connection.cursor() as cursor:
        cursor.execute(sql, values | {"km": REACH_KM, "km_per_degree": KM_PER_DEGREE})
        for kind, label, latitude, longitude, count in cursor.fetchall():
            found[kind].append(Place(label, latitude, longitude, count))
    return found
