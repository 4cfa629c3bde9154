"""A result's way as a small drawing: a line over time with the agreed target as a band."""

from django.utils.translation import gettext as _
from markupsafe import Markup

from inglenook.kit.words import day, first_upper, number

PAD = 5


def sparkline(points, target=None, name="", unit="", width=160, height=48):
    """Inline SVG of a result over time, with its meaning in words for those who do not see it.

    `points` are (date, value) pairs, oldest first; `target` is (low, high), either of them None when
    the target has one side only. Width and height are in CSS pixels. Colours come from the style sheet.
    """
    if not points:
        return Markup()
    line = coordinates(points, target, width, height)
    return Markup(
        '<svg class="spark" role="img" viewBox="0 0 {w} {h}" width="{w}" height="{h}" focusable="false">'
        "<title>{title}</title><desc>{desc}</desc>{band}"
        '<polyline class="spark__line" points="{line}"/>'
        '<circle class="spark__last" cx="{x:g}" cy="{y:g}" r="4"/></svg>'
    ).format(
        w=width,
        h=height,
        title=over_time(name),
        desc=in_words(points, target, unit),
        band=_band(points, target, width, height),
        line=" ".join(f"{x:g},{y:g}" for x, y in line),
        x=line[-1][0],
        y=line[-1][1],
    )


def over_time(name):
    """The title of a drawing."""
    return _("%(name)s over time") % {"name": name} if name else _("Over time")


def coordinates(points, target, width, height):
    """Where each point stands, as (x, y) to a tenth of a pixel: x by date, y by value, padded all round."""
    dates = [date for date, _ in points]
    low, high = _range(points, target)
    return [
        (
            _place((date - dates[0]).days, (dates[-1] - dates[0]).days, width),
            _place(float(high - value), float(high - low), height),
        )
        for date, value in points
    ]


def in_words(points, target, unit):
    """The drawing as a sentence: how many, from when to when, lowest, highest, latest, target."""
    sentences = [_story(points, unit), first_upper(target_in_words(target, unit))]
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def target_in_words(target, unit=""):
    """ "target 120 to 140 mmHg", "target below 140", "target 40 or more"; no target gives ""."""
    low, high = target or (None, None)
    unit = f" {unit}" if unit else ""
    if low is None and high is None:
        return ""
    if low is None:
        return _("target %(high)s or less") % {"high": f"{number(high)}{unit}"}
    if high is None:
        return _("target %(low)s or more") % {"low": f"{number(low)}{unit}"}
    return _("target %(low)s to %(high)s") % {"low": number(low), "high": f"{number(high)}{unit}"}


def _story(points, unit):
    values = [value for _, value in points]
    latest = f"{number(values[-1])} {unit}".strip()
    if len(points) == 1:
        return _("One reading, %(latest)s on %(day)s") % {"latest": latest, "day": day(points[0][0])}
    facts = {
        "number": len(points),
        "first": day(points[0][0]),
        "last": day(points[-1][0]),
        "lowest": number(min(values)),
        "highest": number(max(values)),
        "latest": latest,
    }
    return (
        _("%(number)s readings from %(first)s to %(last)s: lowest %(lowest)s, highest %(highest)s, latest %(latest)s")
        % facts
    )


def _range(points, target):
    marks = [value for _, value in points] + [edge for edge in target or () if edge is not None]
    return min(marks), max(marks)


def _place(distance, extent, size):
    share = distance / extent if extent else 0.5
    return round(PAD + share * (size - 2 * PAD), 1)


def _band(points, target, width, height):
    low, high = target or (None, None)
    if low is None and high is None:
        return ""
    bottom, top = _range(points, target)
    extent = float(top - bottom)
    upper = 0 if high is None else _place(float(top - high), extent, height)
    lower = height if low is None else _place(float(top - low), extent, height)
    return Markup('<rect class="spark__target" x="0" y="{:g}" width="{}" height="{:g}"/>').format(
        upper, width, round(lower - upper, 1)
    )
