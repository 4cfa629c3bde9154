"""Which translated words a speaker of the language has read and found right: `locale/<language>/signed_off.csv`.

A line holds the English words, the translation that was read, the day and the name of who read it. Change either
text and it is unread again.
"""

import csv
from functools import cache
from pathlib import Path

from django.utils.translation import gettext
from markupsafe import Markup

from . import languages

FOLDER = Path(__file__).parent.parent / "locale"
COLUMNS = ["english", "said", "on", "by"]


def vital(english: str, **values) -> Markup:
    """Words on which a life may hang. Until a speaker has signed the translation off, the English stands beside it."""
    said = gettext(english)
    if said == english or (english, said) in signed(languages.current()):
        return _filled(said, values)
    beside = Markup('{} <span class="beside" lang="en" dir="ltr">{}</span>')
    return beside.format(_filled(said, values), _filled(english, values))


def _filled(words: str, values: dict) -> Markup:
    """The catalogue's words are ours, tags and all; what fills them is not."""
    return Markup(words) % values if values else Markup(words)


def is_unread() -> bool:
    """Whether a page in this language may hold words that no speaker of it has signed off."""
    return not languages.is_english() and not _all_signed(languages.current())


@cache
def signed(language: str) -> frozenset[tuple[str, str]]:
    """English words with the translation that was signed off: of COLUMNS, the first two."""
    file = FOLDER / language / "signed_off.csv"
    if not file.exists():
        return frozenset()
    with file.open(newline="") as opened:
        return frozenset((row["english"], row["said"]) for row in csv.DictReader(opened))


@cache
def _all_signed(language: str) -> bool:
    if not signed(language):
        return False
    from . import catalogue  # reads the whole file, which is seldom needed

    return {(one.id, one.string) for one in catalogue.words(language)} <= signed(language)
