"""The languages of people's pages, letters and messages. Professionals' pages are in English."""

from functools import cache

from babel import Locale
from django.utils import translation

ENGLISH = "en-gb"
# Each by the name its own readers know it by.
OFFERED = {
    ENGLISH: "English",
    "cy": "Cymraeg",
    "pl": "Polski",
    "ur": "اردو",
    "pa": "ਪੰਜਾਬੀ",
    "bn": "বাংলা",
}
RIGHT_TO_LEFT = ("ur",)


def offered(code: str | None) -> str:
    """Which of ours a code (BCP 47) stands for, whatever its region; "" for none. Urdu in Latin letters is not ours."""
    base, _, rest = (code or "").lower().partition("-")
    if "latn" in rest:
        return ""
    return ENGLISH if base == "en" else base if base in OFFERED else ""


def current() -> str:
    """The language that is being spoken now."""
    return offered(translation.get_language()) or ENGLISH


def speaking(code: str | None):
    """Within it everything is said in this language, or in English where it is not ours."""
    return translation.override(offered(code) or ENGLISH)


def is_english() -> bool:
    return current() == ENGLISH


def tag() -> str:
    """The language as `lang` takes it: "ur", "en-GB"."""
    return "en-GB" if is_english() else current()


def side() -> str:
    """Which way its lines run, as `dir` takes it."""
    return "rtl" if current() in RIGHT_TO_LEFT else "ltr"


def isolated(text: str) -> str:
    """A telephone number or an address of the web, whose parts would change places in a line from right to left."""
    return f"\u2066{text}\u2069" if text and side() == "rtl" else text


def locale() -> Locale:
    """How it writes dates and numbers (CLDR)."""
    return _locale(current())


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(code, sep="-")
