"""A plain map: north up, rings of distance, numbered dots, towns by name. Needs nobody else's server."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from inglenook.kit.marking import marked
from inglenook.kit.words import in_tenths, translated

from .places import KM_PER_DEGREE, Point

SIZE = 320  # units of the drawing
RINGS = (0.5, 1, 2, 5, 10, 25)  # km
WINDS = (
    marked("north"), marked("north-east"), marked("east"), marked("south-east"),
    marked("south"), marked("south-west"), marked("west"), marked("north-west"),
)  # fmt: skip
HERE_KM = 0.1  # nearer than this no direction is said


@dataclass(frozen=True)
class Dot:
    """Something on the map: `label` stands in it, or beside it for a town; `x` and `y` in units of the drawing."""

    label: str
    x: float
    y: float
    r: float = 0.0


@dataclass(frozen=True)
class Drawing:
    """What the template draws; the middle is where `middle` says."""

    rings: list[dict]
    dots: list[Dot]
    towns: list[Dot]
    spots: list[Dot]
    size: int = SIZE

    @property
    def middle(self) -> float:
        return self.size / 2


@dataclass(frozen=True)
class Place:
    """Something to be drawn, in degrees; `count` makes it larger."""

    label: str
    latitude: float
    longitude: float
    count: int = 1


def drawn(
    middle: Point, dots: Sequence[Place], *, towns: Sequence[Place] = (), spots: Sequence[Place] = (), km: float = 0
) -> Drawing:
    """The dots whole and, as far as the rings reach, towns and spots. `km` is the least reach."""
    reach = _reach(max([km, *(_away(middle, one)[0] for one in dots)]))
    scale = (SIZE / 2 - 20) / reach

    def put(one: Place, radius: float = 0) -> Dot:
        east, north = offset(middle, one)
        return Dot(one.label, round(SIZE / 2 + east * scale, 1), round(SIZE / 2 - north * scale, 1), radius)

    rings = [{"km": ring, "r": round(ring * scale, 1)} for ring in RINGS if reach / 6 < ring <= reach]
    within = [one for one in towns if _away(middle, one)[0] <= reach]
    small = [put(one, round(1.5 + math.sqrt(one.count), 1)) for one in spots if _away(middle, one)[0] <= reach]
    return Drawing(rings, [put(one) for one in dots], [put(one) for one in within], small)


def _reach(km: float) -> float:
    return next((ring for ring in RINGS if ring >= km), km)


def offset(middle: Point, one) -> tuple[float, float]:
    """Km east and north."""
    wide = math.cos(math.radians(middle.latitude))
    return (one.longitude - middle.longitude) * KM_PER_DEGREE * wide, (one.latitude - middle.latitude) * KM_PER_DEGREE


def _away(middle: Point, one) -> tuple[float, float]:
    """Km, and degrees clockwise from north."""
    east, north = offset(middle, one)
    return math.hypot(east, north), math.degrees(math.atan2(east, north)) % 360


def direction(middle: Point, one) -> str:
    """ "0.4 km north-east", "here"."""
    km, degrees = _away(middle, one)
    if km < HERE_KM:
        return _("here")
    return _("%(km)s km %(wind)s") % {"km": in_tenths(km), "wind": translated(WINDS[round(degrees / 45) % 8])}
