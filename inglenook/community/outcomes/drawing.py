"""How people were over two years, drawn: a dot with its interval at each occasion, and how many people it is of."""

from markupsafe import Markup

from inglenook.kit.words import number

from .queries import Course

WIDTH, HEIGHT = 360, 200
LEFT, RIGHT, TOP, BOTTOM = 34, 34, 12, 46
RULES = 4
DAYS_A_MONTH = 365 / 12


def drawn(course: Course) -> Markup:
    """Inline SVG; none when nothing may be shown. The same stands in words (saying.course) and in the table."""
    if not course.known:
        return Markup()
    longest = course.points[-1][0].days
    dots = [(_x(occasion.days, longest), found) for occasion, found in course.known]
    return Markup(
        '<svg class="chart__svg" role="img" viewBox="0 0 {w} {h}" focusable="false"><title>{title}</title>{parts}</svg>'
    ).format(
        w=WIDTH,
        h=HEIGHT,
        title=f"{course.figure.title}, mean and 95% interval at each occasion; the table gives the numbers",
        parts=Markup().join((_rules(course), _line(course, dots), *(_dot(course, x, found) for x, found in dots),
                             *(_name(_x(one.days, longest), one) for one, _ in course.points))),
    )  # fmt: skip


def _x(days: int, longest: int) -> float:
    """The first months lie further apart than the last, so that their names have room: by the root of the time."""
    return round(LEFT + (days / longest) ** 0.5 * (WIDTH - LEFT - RIGHT), 1)


def _y(course: Course, value: float) -> float:
    low, high = course.figure.low, course.figure.high
    inside = min(high, max(low, value))
    return round(TOP + (high - inside) / (high - low) * (HEIGHT - TOP - BOTTOM), 1)


def _rules(course: Course) -> Markup:
    low, high = course.figure.low, course.figure.high
    step = (high - low) / RULES
    rule = (
        '<line class="chart__rule" x1="{0}" x2="{1}" y1="{2:g}" y2="{2:g}"/>'
        '<text class="chart__label" x="{3}" y="{4:g}" text-anchor="end">{5}</text>'
    )
    return Markup().join(
        Markup(rule).format(LEFT - 6, WIDTH - RIGHT + 6, y, LEFT - 12, y + 5, number(value))
        for value in (low + step * n for n in range(RULES + 1))
        for y in [_y(course, value)]
    )


def _line(course: Course, dots: list) -> Markup:
    places = " ".join(f"{x:g},{_y(course, found.mean):g}" for x, found in dots)
    return Markup('<polyline class="chart__line" points="{}"/>').format(places)


def _dot(course: Course, x: float, found) -> Markup:
    whisker = '<line class="chart__whisker" x1="{0:g}" x2="{0:g}" y1="{1:g}" y2="{2:g}"/>'
    dot = '<circle class="chart__dot" cx="{0:g}" cy="{3:g}" r="5"/>'
    people = '<text class="chart__label" x="{0:g}" y="{4}" text-anchor="middle">{5}</text>'
    ends = (_y(course, found.low), _y(course, found.high), _y(course, found.mean))
    return Markup(whisker + dot + people).format(x, *ends, HEIGHT - 4, f"n {found.n}")


def _name(x: float, occasion) -> Markup:
    """ "Start", then months."""
    text = f"{occasion.days / DAYS_A_MONTH:.0f} mo" if occasion.days else "Start"
    return Markup('<text class="chart__label" x="{:g}" y="{}" text-anchor="middle">{}</text>').format(
        x, HEIGHT - 24, text
    )
