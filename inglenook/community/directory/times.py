"""When a service meets, typed in words: lines to the standard's schedules. The way back is `find.hours.times`."""

import re
import uuid

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday|s|rs)?s?\b")
RANGE = re.compile(rf"{DAY.pattern}\s*(?:to|until|-|–)\s*{DAY.pattern}")
HOUR = r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|noon|midnight)?"
HOURS = re.compile(rf"\b(?:from\s+)?{HOUR}(?:\s*(?:to|until|-|–)\s*{HOUR})?(?![\d:])|\bmidnight\b")
SMALL = re.compile(r"\b(and|every|each|on|at|day|from|to)\b|[,;&.–-]")


def schedules(text: str) -> list[dict]:
    """One row for each line. A line that says more than days and hours is kept in its own words, found by no day."""
    return [_schedule(" ".join(line.split())) for line in text.splitlines() if line.strip()]


def _schedule(line: str) -> dict:
    row = {"id": str(uuid.uuid4())}
    said = line.lower()
    days, rest = _days(said)
    hours = HOURS.search(rest)
    rest = SMALL.sub("", HOURS.sub("", rest, count=1)).strip()
    if not days or rest:
        return row | {"description": line}
    row |= {"freq": "WEEKLY", "byday": ",".join(days)}
    return row | (_hours(hours) if hours else {})


def _days(said: str) -> tuple[list[str], str]:
    """Codes of the days in a line, and what else it says."""
    if "every day" in said or "daily" in said:
        return list(DAYS), said.replace("every day", "").replace("daily", "")
    runs = [(NAMES.index(first), NAMES.index(last)) for first, last in RANGE.findall(said)]
    rest = RANGE.sub("", said)
    named = {NAMES.index(found) for found in DAY.findall(rest)}.union(*(range(first, last + 1) for first, last in runs))
    return [DAYS[n] for n in sorted(named)], DAY.sub("", rest)


def _hours(found: re.Match) -> dict[str, str]:
    """Where only the second hour says am or pm, it says so of both."""
    first, first_minute, first_half, last, last_minute, last_half = found.groups()
    opens = _clock(first, first_minute, first_half or last_half)
    closes = _clock(last, last_minute, last_half) if last else ""
    return {name: value for name, value in (("opens_at", opens), ("closes_at", closes)) if value}


def _clock(hour: str | None, minute: str | None, half: str | None) -> str:
    """ "2", "30", "pm" as "14:30"; "" when there is no such hour."""
    if hour is None or int(hour) > 23 or int(minute or 0) > 59:
        return ""
    number = int(hour)
    if half in ("am", "midnight"):
        number %= 12
    if half in ("pm", "noon"):
        number = number % 12 + 12
    return f"{number:02d}:{minute or '00'}"
