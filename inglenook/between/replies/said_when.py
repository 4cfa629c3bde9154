"""When a reading was taken, from what the person says of it: "this morning", "last night at 9", "yesterday". Plain."""

import re
from datetime import datetime, time, timedelta

MORNING, NOON, EVENING, NIGHT = time(8), time(12), time(18), time(21)
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

SPOKEN = {  # days before, time of day; the longer phrase first
    r"yesterday morning": (1, MORNING),
    r"last night|yesterday (?:evening|night)": (1, NIGHT),
    r"yesterday": (1, NOON),
    r"this morning|\bmorning\b(?<!good morning)|fasting|breakfast|before work|when i woke|on waking": (0, MORNING),
    r"lunch|this afternoon|midday|\bnoon\b": (0, NOON),
    r"this evening|tea ?time": (0, EVENING),
    r"tonight": (0, NIGHT),
}
_PHRASE = re.compile(
    "|".join(f"(?P<p{n}>{said})" for n, said in enumerate(SPOKEN)) + rf"|(?:on |last )?(?P<day>{'|'.join(DAYS)})"
)
CLOCK = re.compile(
    r"\b(?:(?P<hour>[01]?\d|2[0-3])(?::(?P<minute>[0-5]\d)|\.(?P<minute12>[0-5]\d)(?=\s*[ap]m))\s*(?P<half>am|pm)?"
    r"|(?P<hour12>1[0-2]|[1-9])\s*(?P<half12>am|pm))\b"
)


def times(text: str, now: datetime) -> list[datetime]:
    """Each moment the text names, in order, none after `now`; an hour of the clock joins the day said before it."""
    found = [_phrase(one, now) for one in _PHRASE.finditer(text)]
    clocks = [_clock(one) for one in CLOCK.finditer(text)]
    if len(clocks) == 1 and len(found) <= 1:
        day = found[0] if found else now
        found = [datetime.combine(day, clocks[0], now.tzinfo)]
    return [min(moment, now) for moment in found]


def taken(text: str, now: datetime, count: int) -> list[datetime]:
    """When each of so many readings was taken: as said when the text says it for each or once for all, else now.

    Those of one moment are put a minute apart, in the order said.
    """
    said = times(text, now)
    if len(said) == count:
        return said
    at = said[0] if len(said) == 1 else now
    return [at - timedelta(minutes=back) for back in reversed(range(count))]


def _phrase(found: re.Match, now: datetime) -> datetime:
    if found["day"]:
        back = (now.weekday() - DAYS.index(found["day"])) % 7
        return datetime.combine(now - timedelta(days=back), NOON, now.tzinfo)
    back, at = list(SPOKEN.values())[int(found.lastgroup[1:])]
    return datetime.combine(now - timedelta(days=back), at, now.tzinfo)


def _clock(found: re.Match) -> time:
    hour, half = int(found["hour"] or found["hour12"]), found["half"] or found["half12"]
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, int(found["minute"] or found["minute12"] or 0))
