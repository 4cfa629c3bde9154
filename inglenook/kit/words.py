"""Dates, times and numbers as words, one way everywhere and as the page's language has them.

Each public function is a Jinja filter. Digits are always 0 to 9, as meters, telephones and labels have them; spans and
counts with their word ("3 days late", "2 people") are said on professionals' pages alone, in English.
"""

import re
import unicodedata
from datetime import datetime
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext

from .languages import is_english, locale

MISSING = "–"
NUMBER = re.compile(r"\d[\d./]*")
WEEK, MONTH, YEAR = 7, 30.4375, 365.25
HOUR, DAY = 60, 24 * 60


def today():
    """Today's date by the clock that `settings.KIT_TODAY` names, else in the current time zone."""
    clock = getattr(settings, "KIT_TODAY", None)
    return import_string(clock)() if clock else timezone.localdate()


def day(value):
    """A date or datetime as "4 June 2026", "4 جون، 2026"; None as a dash."""
    return _dated(value, "long")


def day_month(value):
    """A date or datetime as "4 June"."""
    return _dated(value, "long", with_year=False)


def month(value):
    """A date or datetime as "Jun 2026"."""
    return format_date(_local(value), "MMM y", locale())


def weekday(value):
    """A date or datetime as "Thursday 4 June"."""
    return _dated(value, "full", with_year=False)


def clock(value):
    """A time or datetime as "10:20" in the current time zone."""
    return f"{_local(value):%H:%M}" if value else MISSING


def by_when(due, today=None):
    """How a due date stands: "3 days late", "today", "tomorrow", "in 5 days"."""
    days = _days_until(due, today)
    if days < 0:
        return f"{_span(-days)} late"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {_span(days)}")


def ago(when, today=None):
    """How long ago a date or datetime was: "today", "yesterday", "3 days ago"."""
    days = -_days_until(when, today)
    return {0: "today", 1: "yesterday"}.get(days, f"{_span(days)} ago")


def time_left(due, now=None):
    """How a time stands to the minute: "40 minutes left", "2 hours late", "3 days left"."""
    seconds = (due - (now or timezone.now())).total_seconds()
    return f"{_stretch(int(abs(seconds)) // 60)} {'left' if seconds >= 0 else 'late'}"


def is_late(due, today=None):
    """Whether the date `due` has passed."""
    return due is not None and _days_until(due, today) < 0


def number(value, grouped=True):
    """1234 as "1,234", 6.50 as "6.5" (in Polish "6,5"); None as a dash."""
    if value is None:
        return MISSING
    text = f"{Decimal(str(value)):{',' if grouped else ''}f}"
    return _signs(text.rstrip("0").rstrip(".") if "." in text else text)


def decimal_sign():
    """What stands before decimals: "." or, in Polish, ","."""
    return locale().number_symbols["latn"]["decimal"]


def in_tenths(value):
    """1 as "1.0", in Polish "1,0"."""
    return _signs(f"{value:,.1f}")


def percent(part, whole):
    """`part` of `whole` as "73%"; of nothing as a dash."""
    return f"{100 * part / whole:.0f}%" if whole else MISSING


def plural(count, one, many=None):
    """ "1 person", "3 people": the count with the right word."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def in_a_sentence(name):
    """A name as it stands inside a sentence: "blood sugar (HbA1c)", but "HbA1c" alone stays."""
    return name[:1].lower() + name[1:] if name.split()[0][1:].islower() else name


def first_upper(text):
    """The text with its first letter raised and the rest as it was."""
    return text[:1].upper() + text[1:]


def translated(text):
    """Words kept in English (`marking.marked`, or of data), in the page's language.

    Numbers in them are left out of what is looked up: "48 or less" is found as "{} or less".
    """
    said = gettext(str(text)) if text else ""
    if said != text or is_english():
        return said
    numbers = NUMBER.findall(text)
    found = gettext(NUMBER.sub("{}", text))
    return found.format(*numbers) if numbers and found.count("{}") == len(numbers) else text


def direction(text):
    """`rtl` for words most of whose letters run from right to left, else `ltr`: what `dir` is to say.

    `dir="auto"` goes by the first letter alone, and a text in Urdu often opens with a name in Latin letters.
    """
    kinds = [unicodedata.bidirectional(letter) for letter in text or ""]
    leftward = sum(kind in ("R", "AL") for kind in kinds)
    return "rtl" if leftward > kinds.count("L") else "ltr"


def _dated(value, length, *, with_year=True):
    return _said(_date(value), _pattern(locale(), length, with_year), locale()) if value else MISSING


@lru_cache(maxsize=2_000)
def _said(date, pattern: str, spoken: Locale) -> str:
    """Kept: a list says the same few days again and again."""
    return format_date(date, pattern, spoken)


@cache
def _pattern(spoken: Locale, length: str, with_year: bool) -> str:
    """The language's own pattern; English without the comma after a weekday, as NHS pages have it."""
    pattern = spoken.date_formats[length].pattern
    pattern = pattern.replace(",", "") if spoken.language == "en" else pattern
    return pattern if with_year else re.sub("[,،]? y$", "", pattern)


def _signs(number: str) -> str:
    """The same number with the language's signs between thousands and before decimals."""
    return number.translate({ord(","): locale().number_symbols["latn"]["group"], ord("."): decimal_sign()})


def _local(value):
    aware = isinstance(value, datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if aware else value


def _date(value):
    local = _local(value)
    return local.date() if isinstance(local, datetime) else local


def _days_until(value, now):
    return (_date(value) - (now or today())).days


def _stretch(minutes):
    if minutes < 2 * HOUR:
        return plural(minutes, "minute")
    return plural(minutes // HOUR, "hour") if minutes < 2 * DAY else plural(minutes // DAY, "day")


def _span(days):
    if days < 2 * WEEK:
        return plural(days, "day")
    if days < 2 * MONTH:
        return plural(days // WEEK, "week")
    if days < 2 * YEAR:
        return plural(int(days // MONTH), "month")
    return plural(int(days // YEAR), "year")


def spaced(code: str) -> str:
    """A code as words: "not_watched" reads "not watched"."""
    return code.replace("_", " ")
