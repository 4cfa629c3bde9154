"""When a service is open, as people would write it: days with the same hours in one line, days in a row as a run.

The way back is `directory.times`.
"""

import re
from functools import lru_cache

from babel.lists import format_list
from django.utils.translation import gettext as _

from inglenook.kit.languages import current, is_english, locale
from inglenook.kit.marking import marked
from inglenook.kit.words import translated

DAYS = {
    "MO": marked("Mondays"),
    "TU": marked("Tuesdays"),
    "WE": marked("Wednesdays"),
    "TH": marked("Thursdays"),
    "FR": marked("Fridays"),
    "SA": marked("Saturdays"),
    "SU": marked("Sundays"),
}
WEEK = list(DAYS)
WORKING_WEEK = WEEK[:5]
RUN = 3  # days in a row from which they are said as one: "Monday to Wednesday", but "Mondays and Tuesdays"


def times(schedules) -> list[str]:
    """ "Monday to Friday, 9am to 5pm" for all rows of those hours; a row's own description where it has no days."""
    together: dict[tuple[str, str, str], list[str]] = {}
    for row in schedules or []:
        if isinstance(row, dict):
            byday, *key = _told(row)
            together.setdefault(tuple(key), []).append(byday)
    found = [
        said or _days_and_hours(",".join(days), opens, closes, current())
        for (opens, closes, said), days in together.items()
    ]
    return [line for line in found if line]


def _told(row: dict) -> tuple[str, str, str, str]:
    """Days, opening, closing; or, without days, a description alone."""
    byday, opens, closes = (str(row.get(key) or "") for key in ("byday", "opens_at", "closes_at"))
    return (byday, opens[:5], closes[:5], "") if _codes(byday) else ("", "", "", str(row.get("description") or ""))


def _codes(byday: str) -> list[str]:
    said = re.findall("[A-Z]{2}", byday.upper())
    return [code for code in WEEK if code in said]


@lru_cache(maxsize=10_000)
def _days_and_hours(byday: str, opens: str, closes: str, _language: str) -> str:
    """Kept for each language: a directory has few hours, and a page of services asks for many."""
    codes = _codes(byday)
    return ", ".join(filter(None, (_days(codes), _hours(clock(opens), clock(closes))))) if codes else ""


def _hours(opens: str, closes: str) -> str:
    if opens and closes:
        return _("%(opens)s to %(closes)s") % {"opens": opens, "closes": closes}
    return _("from %(opens)s") % {"opens": opens} if opens else ""


def _days(codes: list[str]) -> str:
    if codes == WORKING_WEEK:
        return _("Monday to Friday")
    if codes == WEEK:
        return _("Every day")
    parts = runs(codes)
    if all(len(run) == 1 for run in parts):
        return format_list([translated(DAYS[code]) for code in codes], locale=locale())
    return format_list([_run(run) for run in parts], locale=locale())


def runs(codes: list[str]) -> list[list[str]]:
    """Days of a week in their order, those in a row together; fewer than `RUN` in a row stand one by one."""
    found: list[list[str]] = []
    for code in codes:
        follows = found and WEEK.index(code) == WEEK.index(found[-1][-1]) + 1
        found[-1].append(code) if follows else found.append([code])
    return [part for run in found for part in ([run] if len(run) >= RUN else [[code] for code in run])]


def _run(run: list[str]) -> str:
    names = locale().days["format"]["wide"]
    first, last = names[WEEK.index(run[0])], names[WEEK.index(run[-1])]
    return first if len(run) == 1 else _("%(first)s to %(last)s") % {"first": first, "last": last}


def clock(text) -> str:
    """ "14:30" or "14:30:00" as "2:30pm", in other languages as "14:30"; "" when it is no time."""
    found = re.match(r"(\d{1,2}):(\d{2})", str(text or ""))
    if not found or not is_english():
        return found[0] if found else ""
    hour, minute = int(found[1]) % 24, found[2]
    if minute == "00" and hour in (0, 12):
        return "12 noon" if hour else "midnight"
    return f"{(hour - 1) % 12 + 1}{'' if minute == '00' else ':' + minute}{'am' if hour < 12 else 'pm'}"
