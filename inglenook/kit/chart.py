"""A result over time as a drawing one can read values from: axes, the target as a band, one line or two."""

from math import ceil, floor, log10

from markupsafe import Markup

from inglenook.kit.sparkline import in_words, over_time
from inglenook.kit.words import month, number

WIDTH, HEIGHT = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 40, 12, 12, 26
STEPS = (1, 2, 5, 10)
MOST_LINES = 5


def chart(points, target=None, name="", unit="", others=()):
    """Inline SVG of (date, value) points, oldest first; `others` is a second line (the lower blood pressure).

    `target` is (low, high), either of them None. What it shows stands in words in its description.
    """
    if not points:
        return Markup()
    lines = [line for line in (points, others) if line]
    ticks = _ticks([value for line in lines for _, value in line] + [end for end in target or () if end is not None])
    return Markup(
        '<svg class="chart__svg" role="img" viewBox="0 0 {w} {h}" focusable="false">'
        "<title>{title}</title><desc>{desc}</desc>{parts}</svg>"
    ).format(
        w=WIDTH,
        h=HEIGHT,
        title=over_time(name),
        desc=in_words(points, target, unit),
        parts=Markup().join(
            (_band(target, ticks), _rules(ticks), _days(points), *(_line(one, points, ticks) for one in lines))
        ),
    )


def _ticks(values):
    """Round values from under the lowest to over the highest, at most six."""
    low, high = min(values), max(values)
    spread = (high - low) or abs(high) or 1
    rough = spread / (MOST_LINES - 1)
    unit = 10 ** floor(log10(rough))
    step = next(unit * step for step in STEPS if unit * step >= rough)
    return [round(step * n, 6) for n in range(floor(low / step), ceil(high / step) + 1)]


def _x(day, points):
    first, last = points[0][0], points[-1][0]
    share = (day - first).days / (last - first).days if last > first else 0.5
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _y(value, ticks):
    share = (ticks[-1] - value) / ((ticks[-1] - ticks[0]) or 1)
    return round(TOP + share * (HEIGHT - TOP - BOTTOM), 1)


def _band(target, ticks):
    low, high = target or (None, None)
    if low is None and high is None:
        return Markup()
    upper = TOP if high is None else _y(high, ticks)
    lower = HEIGHT - BOTTOM if low is None else _y(low, ticks)
    band = '<rect class="chart__target" x="{}" y="{:g}" width="{}" height="{:g}"/>'
    return Markup(band).format(LEFT, upper, WIDTH - LEFT - RIGHT, round(lower - upper, 1))


def _rules(ticks):
    return Markup().join(_rule(tick, _y(tick, ticks)) for tick in ticks)


def _rule(tick, y):
    rule = '<line class="chart__rule" x1="{}" x2="{}" y1="{:g}" y2="{:g}"/>'
    label = '<text class="chart__label" x="{}" y="{:g}" text-anchor="end">{}</text>'
    return Markup(rule + label).format(LEFT, WIDTH - RIGHT, y, y, LEFT - 8, y + 5, number(tick))


def _days(points):
    """The first and the last day under the drawing; one alone stands in the middle."""
    ends = {points[0][0]: "start", points[-1][0]: "end"} if len(points) > 1 else {points[0][0]: "middle"}
    return Markup().join(
        Markup('<text class="chart__label" x="{:g}" y="{}" text-anchor="{}">{}</text>').format(
            _x(day, points), HEIGHT - 6, anchor, month(day)
        )
        for day, anchor in ends.items()
    )


def _line(line, points, ticks):
    places = [(_x(day, points), _y(value, ticks)) for day, value in line]
    dots = Markup().join(
        Markup('<circle class="chart__dot" cx="{:g}" cy="{:g}" r="4"/>').format(x, y) for x, y in places
    )
    return Markup('<polyline class="chart__line" points="{}"/>{}').format(
        " ".join(f"{x:g},{y:g}" for x, y in places), dots
    )
