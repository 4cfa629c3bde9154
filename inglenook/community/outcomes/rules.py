"""Occasions, the order of questions, and what a text answers to them. Plain Python."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from inglenook.measures.instruments import Question, instruments

FILE = Path(__file__).resolve().parents[1] / "data" / "outcomes.yaml"
TOPIC = "wellbeing"
# A number by itself, or named as ours. Anything else that somebody writes is not for the questions to read.
SAID = re.compile(r"\s*(feel\s*)?(?:(\d{1,2})|(skip))\s*[.!]?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Occasion:
    """When somebody is asked, in days from the day on which their referral was accepted."""

    code: str
    title: str
    days: int
    ask_after_days: int
    window_days: int


@cache
def _document() -> dict:
    return yaml.safe_load(FILE.read_text())


@cache
def occasions() -> dict[str, Occasion]:
    """In the order of time, by code."""
    return {row["code"]: Occasion(**row) for row in _document()["occasions"]}


def remind_after_days() -> int:
    return _document()["remind_after_days"]


def asked() -> tuple[str, ...]:
    """Codes of the instruments that are asked, in their order."""
    return tuple(_document()["instruments"])


@cache
def questions() -> dict[str, Question]:
    """Every question in its order, by "instrument:item"."""
    return {f"{code}:{one.code}": one for code in asked() for one in instruments()[code].questions}


def after(question: str) -> str:
    """The question that follows; "" after the last."""
    codes = list(questions())
    return dict(zip(codes, codes[1:], strict=False)).get(question, "")


@dataclass(frozen=True)
class Said:
    """What a text says: a number, or None for "skip"; `is_named` when the person wrote FEEL before it."""

    value: int | None
    is_named: bool


def said(text: str) -> Said | None:
    """None for everything that is not a number of at most two digits or "skip" by itself, with or without FEEL."""
    found = SAID.fullmatch(text)
    return found and Said(int(found[2]) if found[2] else None, bool(found[1]))


def as_text(question: str) -> str:
    """A question with what may be answered to it, as one text message."""
    one = questions()[question]
    if one.is_number:
        low, high = min(one.answers), max(one.answers)
        return f"{one.asks} Reply with a number from {low} to {high}."
    ways = ", ".join(f"{value} for {words}" for value, words in one.answers.items())
    return f"{one.asks} Reply {ways}."
