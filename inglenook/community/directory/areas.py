"""Where a service's own area lies, from the outlines that the standard lets it give."""

from collections.abc import Iterator
from typing import Any

import orjson

Box = tuple[float, float, float, float]  # west, south, east and north, in degrees


def box_of(document: dict) -> list[float] | None:
    """The box round all areas that a service serves; None when one of them, or every one, gives no GeoJSON."""
    boxes = [outline(area.get("extent", "")) for area in document.get("service_areas", [])]
    known = [box for box in boxes if box]
    if not known or len(known) < len(boxes):
        return None
    wests, souths, easts, norths = zip(*known, strict=True)
    return [min(wests), min(souths), max(easts), max(norths)]


def outline(extent: str) -> Box | None:
    """The box round a GeoJSON (RFC 7946) outline; None for what is none, or lies off the Earth."""
    try:
        points = list(_points(orjson.loads(extent)))
    except orjson.JSONDecodeError:
        return None
    if not points:
        return None
    longitudes, latitudes = zip(*points, strict=True)
    box = min(longitudes), min(latitudes), max(longitudes), max(latitudes)
    on_earth = all(abs(side) <= most for side, most in zip(box, (180, 90, 180, 90), strict=True))
    return box if on_earth else None


def _points(found: Any) -> Iterator[tuple[float, float]]:
    """Every pair of coordinates, however deep it lies."""
    left = [found]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            left += [one.get(name) for name in ("features", "geometries", "geometry", "coordinates")]
        elif _is_point(one):
            yield one[0], one[1]
        elif isinstance(one, list):
            left += one


def _is_point(one: Any) -> bool:
    return isinstance(one, list) and len(one) > 1 and all(type(part) in (int, float) for part in one[:2])
