"""What in a text could say who a person in care is. Plain Python, but for the names on the author's own lists.

A warning, not a lock: a professional decides, having looked.
"""

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import nhs_number

MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
NUMBER = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
DATE = re.compile(
    rf"\b\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{MONTH})[a-z]*,? \d{{4}}\b",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?<![\d+])(?:\+44[ -]?|0)\d(?:[ -]?\d){8,9}(?!\d)")
EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]*\w")
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Master)\.? [A-Z][\w’'-]+")
WORD = re.compile(r"[^\W\d_][\w’'-]+")


@dataclass(frozen=True)
class Finding:
    """Some words of a text, and what they look like."""

    words: str
    looks_like: str


def findings(text: str, listed: Collection[tuple[str, str]] = ()) -> list[Finding]:
    """What could say who somebody is, in the order it stands, nothing twice. `listed`: names on the author's lists."""
    found = dict.fromkeys(_found(text, listed))
    return sorted(found, key=lambda one: text.find(one.words))


def _found(text: str, listed: Collection[tuple[str, str]]) -> Iterator[Finding]:
    numbers = [m[0] for m in NUMBER.finditer(text) if nhs_number.is_valid(re.sub(r"\D", "", m[0]))]
    yield from (Finding(one, "an NHS number") for one in numbers)
    for pattern, what in (
        (PHONE, "a telephone number"),
        (DATE, "a full date, perhaps of birth"),
        (POSTCODE, "a postcode"),
        (EMAIL, "an email address"),
        (TITLED, "a name"),
    ):
        yield from (Finding(match[0], what) for match in pattern.finditer(text))
    yield from (Finding(said, "the name of somebody on your list") for said in _listed(text, listed))


def _listed(text: str, listed: Collection[tuple[str, str]]) -> Iterator[str]:
    known = {(given.lower(), family.lower()) for given, family in listed}
    for first, second in pairs(text):
        if (first.lower(), second.lower()) in known:
            yield f"{first} {second}"


def pairs(text: str) -> list[tuple[str, str]]:
    """Every two words that stand beside each other, as they stand: a given and a family name, if it is one."""
    words = WORD.findall(text)
    return list(zip(words, words[1:], strict=False))


def mark_of(found: list[Finding]) -> str:
    """What says that exactly these findings were looked at."""
    return hashlib.sha256("\n".join(f"{one.words}|{one.looks_like}" for one in found).encode()).hexdigest()[:16]
