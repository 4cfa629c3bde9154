"""Blood pressures in plain text: two numbers written together, or each under its name. Plain Python."""

import re

from .heard import Unclear, Why
from .spoken import phrase

BETWEEN = rf"\s*(?:/|\\|\||{phrase('between').pattern}|-|,|;|:|[\s(]|\n)\s*"
PAIR = re.compile(
    rf"(?<![\d.,/])(?<!\d-)(?<!\d - )(\d{{2,3}}){BETWEEN}(\d{{2,3}})(?!\d|[.,]\d)(?!\s*(?:mg|mcg|ml|iu|units?|%)\b)"
)
TOP, BOTTOM = r"(?:systolic|sys|top|upper|higher)", r"(?:diastolic|dias?|bottom|lower)"
LABELLED = (
    re.compile(rf"\b{TOP}\b\D{{0,15}}?(\d{{2,3}})\b\D{{0,20}}?\b{BOTTOM}\b\D{{0,15}}?(\d{{2,3}})\b"),
    re.compile(rf"\b(\d{{2,3}})\D{{0,8}}?\b{TOP}\b\D{{0,12}}?(\d{{2,3}})\D{{0,8}}?\b{BOTTOM}\b"),
)
LABELLED_BACKWARDS = (
    re.compile(rf"\b{BOTTOM}\b\D{{0,15}}?(\d{{2,3}})\b\D{{0,20}}?\b{TOP}\b\D{{0,15}}?(\d{{2,3}})\b"),
    re.compile(rf"\b(\d{{2,3}})\D{{0,8}}?\b{BOTTOM}\b\D{{0,12}}?(\d{{2,3}})\D{{0,8}}?\b{TOP}\b"),
)
A_RANGE = re.compile(r"(\d{2,3})\s*(?:-|to|or)\s*(\d{2,3})")
ONE_OR_BOTH = r"\d{2,3}(?:\s*(?:/|over)\s*\d{2,3})?"
WISHED = re.compile(rf"wished\D{{0,12}}{ONE_OR_BOTH}|(?:under|below|less than|above|more than)\s*{ONE_OR_BOTH}")
NARROWEST, WIDEST, LOWEST = 10, 150, 30  # between the two numbers; and for the bottom one: beyond is a slip or a dose


def pairs(text: str) -> list[tuple[float, float]] | Unclear:
    """Each blood pressure as (systolic, diastolic), in the order written."""
    text = WISHED.sub(" ; ", text)
    if labelled := _labelled(text):
        return _sound([labelled])
    if re.search(r"\bbetween\s+\d", text) or any(int(low) < int(high) for low, high in A_RANGE.findall(text)):
        return Unclear(Why.RANGE)
    found = [(float(high), float(low)) for high, low in PAIR.findall(text)]
    if not found:
        return Unclear(Why.HALF if re.search(r"(?<![\d.,])\d{2,3}(?![\d.,])", text) else Why.NOTHING)
    return _sound(found)


def _labelled(text: str) -> tuple[float, float] | None:
    first = re.search(rf"\b(?:{TOP}|{BOTTOM})\b", text)
    number = re.search(r"\d", text)
    if not first or not number:
        return None
    after = int(number.start() < first.start())  # the number stands before its name
    if found := LABELLED[after].search(text):
        return float(found[1]), float(found[2])
    found = LABELLED_BACKWARDS[after].search(text)
    return (float(found[2]), float(found[1])) if found else None


def _sound(found: list[tuple[float, float]]) -> list[tuple[float, float]] | Unclear:
    sound = all(NARROWEST <= high - low <= WIDEST and low >= LOWEST for high, low in found)
    return found if sound else Unclear(Why.IMPLAUSIBLE)
