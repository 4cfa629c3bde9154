"""What the figures show, in a sentence or two that claim no more than they do. Plain Python."""

from collections.abc import Sequence

from inglenook.core.counting import Mean

from .queries import Course, Figure, Line


def summary(lines: Sequence[Line]) -> str:
    """About the latest occasion after the start with enough answers at both."""
    told = [(line, figure, found) for line in lines for figure, found in line.changes if found]
    if not told:
        return "Too few people have answered both at the start and later to say anything yet."
    line, figure, found = next(one for one in told if one[0] is told[-1][0])
    return f"{change(figure, found)} at {line.occasion.title} ({found.n} people who answered both times). {_lost(line)}"


def change(figure: Figure, found: Mean) -> str:
    """ "Loneliness is lower by 0.8 on a scale of 3 to 9 (95% interval 0.2 to 1.4)"; a null result just as plainly."""
    scale = f"on a scale of {figure.low} to {figure.high}"
    between = f"95% interval {signed(found.low)} to {signed(found.high)}"
    if not found.is_beyond_chance:
        return f"{figure.title}: no change that chance alone would not make ({signed(found.mean)} {scale}; {between})"
    way = "better" if (found.mean > 0) == figure.more_is_better else "worse"
    return f"{figure.title}: {way}, {signed(found.mean)} {scale} ({between})"


def course(one: Course) -> str:
    """ "At the start 7.0 (58 people), at 24 months 6.2 (9 people); from 3 to 9, less is better." """
    scale = f"From {one.figure.low} to {one.figure.high}; {'more' if one.figure.more_is_better else 'less'} is better."
    if not one.known:
        return f"Fewer than five people have answered at any time. {scale}"
    ends = [one.known[0], one.known[-1]][: len(one.known)]
    said = ", then ".join(f"{found.mean:.1f} at {at.title.lower()} ({found.n} people)" for at, found in ends)
    return f"{said}. {scale}" if len(one.known) > 1 else f"{said}; nothing later can be shown yet. {scale}"


def _lost(line: Line) -> str:
    if line.followed.part is None:
        return "How many of those who were due are missing from this cannot be shown yet."
    return (
        f"{line.over - line.followed.part} of the {line.over} people whose time to answer is over are missing from it."
    )


def signed(number: float) -> str:
    """ "+0.8", "−0.3", and "0.0" without a sign."""
    text = f"{abs(number):.1f}"
    return text if float(text) == 0 else f"{'+' if number > 0 else '−'}{text}"
