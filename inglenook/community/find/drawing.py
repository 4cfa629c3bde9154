"""A plain map of what was found: north up, rings of distance, numbers as in the list. Needs nobody else's server."""

import math

from .places import KM_PER_DEGREE, Point

SIZE = 320  # units of the drawing
RINGS = (0.5, 1, 2, 5, 10, 25)  # km


def drawn(found: list, place: Point | None) -> dict | None:
    """Rings and numbered dots around the place; none when no place is known or nothing found has one."""
    spots = [(number, one.site) for number, one in enumerate(found, 1) if one.site and one.site.latitude is not None]
    if place is None or not spots:
        return None
    offsets = [(number, *_offset(place, site)) for number, site in spots]
    furthest = max(math.hypot(east, north) for _, east, north in offsets)
    reach = next((ring for ring in RINGS if ring >= furthest), furthest)
    scale = (SIZE / 2 - 20) / reach
    return {
        "size": SIZE,
        "middle": SIZE / 2,
        "rings": [{"km": ring, "r": round(ring * scale, 1)} for ring in RINGS if reach / 6 < ring <= reach],
        "dots": [
            {"number": number, "x": round(SIZE / 2 + east * scale, 1), "y": round(SIZE / 2 - north * scale, 1)}
            for number, east, north in offsets
        ],
    }


def _offset(place: Point, site) -> tuple[float, float]:
    """Km east and north."""
    wide = math.cos(math.radians(place.latitude))
    return (site.longitude - place.longitude) * KM_PER_DEGREE * wide, (site.latitude - place.latitude) * KM_PER_DEGREE
