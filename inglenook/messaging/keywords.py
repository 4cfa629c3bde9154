"""STOP, START, HELP and "wrong number", in the words and slips of data/keywords.yaml."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "data" / "keywords.yaml"
KINDS = ("wrong", "stop", "start", "help")
LONGEST_WRONG = 12  # words: "sorry love I think you have the wrong number" and not a letter that mentions one
ACCENTS = re.compile("[\u0300-\u036f]")  # Latin accents; the vowel signs of other scripts are letters
SILENT = re.compile("[\u0640\u064b-\u0652\u200b-\u200f]")  # Arabic vowel marks and stretches, invisible marks
ALIKE = str.maketrans("يكىةأإآٱ", "یکیهاااا")  # letters that keyboards for Arabic and Urdu give for one another


@dataclass(frozen=True)
class Keyword:
    """What was meant: `kind` is one of KINDS; `about` the words beside it, a topic to be looked for, or ''."""

    kind: str
    about: str = ""


@dataclass(frozen=True)
class Words:
    """All languages together: people write in another one than they read."""

    phrases: dict[str, frozenset[str]]  # by kind
    all: frozenset[str]
    polite: frozenset[str]


def keyword(text: str) -> Keyword | None:
    """What of STOP, START, HELP or "wrong number" the text is; None when it says something else."""
    words = list(dict.fromkeys(plain(text).split()))  # "STOP STOP" is STOP
    words = [word for word in words if word not in _words().polite] or words
    said = " ".join(words)
    if len(words) <= LONGEST_WRONG and any(f" {phrase} " in f" {plain(text)} " for phrase in _words().phrases["wrong"]):
        return Keyword("wrong")
    for kind in ("stop", "start", "help"):
        if said in _words().phrases[kind]:
            return Keyword(kind)
    return _about(words)


def _about(words: list[str]) -> Keyword | None:
    """STOP or START with something beside it, before it or after it, as each language has it; the longest wins."""
    for kind in ("stop", "start"):
        phrases = _words().phrases[kind]
        halves = [(words[:at], words[at:]) for at in range(1, len(words))]
        beside = [rest for head, rest in halves if " ".join(head) in phrases]
        beside += [rest for rest, tail in halves if " ".join(tail) in phrases]
        if beside:
            rest = min(beside, key=len)
            return Keyword(kind, "" if _words().all.issuperset(rest) else " ".join(rest))
    return None


def without_all(about: str) -> str:
    """What is named, without words that only say "messages": "bp" of "bp texts"."""
    return " ".join(word for word in plain(about).split() if word not in _words().all)


def plain(text: str) -> str:
    """Small letters without accents and marks, single spaces: what two ways of writing a word have in common."""
    text = unicodedata.normalize("NFKD", text.casefold()).replace("'", "").replace("\u2019", "")
    text = SILENT.sub("", ACCENTS.sub("", text))
    text = unicodedata.normalize("NFC", text).translate(ALIKE)
    return " ".join("".join(c if _is_letter(c) else " " for c in text).split())


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


@cache
def languages() -> dict[str, dict[str, list[str]]]:
    """The words by language and kind, as the file has them."""
    return yaml.safe_load(FILE.read_text())["languages"]


@cache
def _words() -> Words:
    def gathered(kind: str) -> frozenset[str]:
        return frozenset(plain(str(word)) for words in languages().values() for word in words[kind])

    return Words({kind: gathered(kind) for kind in KINDS}, gathered("all"), gathered("polite"))
