"""Words of danger in whatever somebody writes (`data/danger_words.yaml`). Plain Python.

Looked for in every reply before anything else is made of it, in all languages at once.
"""

import re
import unicodedata
from enum import StrEnum
from functools import cache

from .spoken import any_of, data

BETWEEN = r"(?:\W+\w+){0,3}?\W+"


class Danger(StrEnum):
    """Which safety words are due."""

    BODY = "body"
    MIND = "mind"


def danger_in(text: str) -> Danger | None:
    """The danger that the text speaks of; of both, that of mind, whose words say 999 as well."""
    said = _plain(text)
    said = re.sub(any_of(data("danger_words")["harmless"]), ".", said)
    found = [kind for kind in Danger if any(not _taken_back(said, one) for one in _patterns(kind).finditer(said))]
    return found[-1] if found else None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).lower().replace("’", "'").replace("`", "'").split())


def _taken_back(said: str, found: re.Match) -> bool:
    """Whether words of `unless` stand right before: "no chest pain", "haven't had any chest pain"."""
    clause = re.split(r"[.;!?]|\bbut\b", said[: found.start()])[-1]
    return bool(re.search(_unless(), clause.strip()))


@cache
def _unless() -> str:
    words = "|".join(re.escape(word) for word in data("danger_words")["unless"])
    between = "had|have|got|any|more|been|having|a|of|the|feel|feeling|get|getting|thoughts"
    return rf"(?<!\w)(?:{words})(?:\s+(?:{between})){{0,3}}$"


@cache
def _patterns(kind: Danger) -> re.Pattern:
    given = data("danger_words")["kinds"][kind]
    phrases = [phrase for language, phrases in given.items() if language != "sources" for phrase in phrases]
    return re.compile("|".join(_pattern(phrase) for phrase in sorted(phrases, key=len, reverse=True)))


def _pattern(phrase: str) -> str:
    parts = [re.escape(_plain(part)) for part in phrase.split("…")]
    latin = phrase[0].isascii()
    return (r"(?<!\w)" if latin else "") + BETWEEN.join(parts) + (r"(?!\w)" if latin else "")
