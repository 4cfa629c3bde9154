"""A map of the world that says how many are in each country, drawn on the server."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from markupsafe import Markup

OUTLINES = Path(__file__).parent / "static" / "kit" / "built" / "world.json"
WIDTH, HEIGHT = 960, 440  # Antarctica is left out
DOT, SMALL, LARGE = 5, 10, 16  # radius for one, for few, and for many
MANY = 15
LEFT_OUT = ("010",)  # ISO number


def world_map(counts: Mapping[str, tuple[str, int]], *, title: str, says: str) -> Markup:
    """Inline SVG. `counts` gives by a country's ISO number its name and how many; `says` is the map in a sentence.

    What it shows stands in a table beside it: nobody need see it.
    """
    land, circles = Markup(), Markup()
    for number, country in _outlines().items():
        if country["shape"]:
            shape = '<path class="world__land{}" d="{}"/>'
            land += Markup(shape).format(" world__land--some" if number in counts else "", country["shape"])
    for number, (name, count) in sorted(counts.items(), key=lambda one: -one[1][1]):
        if number in _outlines():
            x, y = _outlines()[number]["at"]
            circles += _circle(x, y, name, count)
    svg = (
        '<svg class="world" role="img" viewBox="0 0 {} {}" focusable="false"><title>{}</title><desc>{}</desc>{}{}</svg>'
    )
    return Markup(svg).format(WIDTH, HEIGHT, title, says, land, circles)


def _circle(x: int, y: int, name: str, count: int) -> Markup:
    """A dot for one; a circle with its number for more, the larger the more."""
    radius = DOT if count == 1 else SMALL + (LARGE - SMALL) * min(count, MANY) / MANY
    circle = '<g><title>{}: {}</title><circle class="world__dot" cx="{}" cy="{}" r="{:.1f}"/>{}</g>'
    label = Markup('<text class="world__count" x="{}" y="{}" text-anchor="middle">{}</text>').format(x, y + 5, count)
    return Markup(circle).format(name, count, x, y, radius, label if count > 1 else "")


@cache
def _outlines() -> dict[str, dict]:
    return {number: one for number, one in json.loads(OUTLINES.read_text()).items() if number not in LEFT_OUT}
