"""The instruments there are, from `data/instruments/`: their questions, licence, source and scale. Plain Python."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from .rules import Item, Scale

FOLDER = Path(__file__).parent / "data" / "instruments"


@dataclass(frozen=True)
class Question:
    """One item as it is asked. `answers` are values with their words; of a plain number the words are the number."""

    code: str
    asks: str
    short: str
    answers: dict[int, str]
    bands: dict[int, str]

    @property
    def is_number(self) -> bool:
        return all(words == str(value) for value, words in self.answers.items())

    def says(self, value: int) -> str:
        """An answer in words: what was ticked, or the number with its published band."""
        band = next((self.bands[low] for low in sorted(self.bands, reverse=True) if value >= low), "")
        return f"{self.answers[value]} ({band})" if band else self.answers[value]


@dataclass(frozen=True)
class Instrument:
    """A questionnaire with where it comes from and under what licence it may be asked."""

    code: str
    version: str
    title: str
    intro: str
    source: str
    licence: str
    questions: tuple[Question, ...]
    scale: Scale | None = None

    def question(self, code: str) -> Question:
        """Raises KeyError for an item that it does not have."""
        return {question.code: question for question in self.questions}[code]


@cache
def instruments() -> dict[str, Instrument]:
    """Every instrument by its code."""
    found = [_instrument(yaml.safe_load(path.read_text())) for path in sorted(FOLDER.glob("*.yaml"))]
    return {one.code: one for one in found}


def _instrument(given: dict) -> Instrument:
    questions = tuple(_question(row) for row in given["items"])
    return Instrument(
        **{name: given[name] for name in ("code", "version", "title", "intro", "source", "licence")},
        questions=questions,
        scale=_scale(questions, given["least"]) if given.get("scored") == "sum" else None,
    )


def _question(row: dict) -> Question:
    answers = row.get("answers") or {value: str(value) for value in range(row["from"], row["to"] + 1)}
    return Question(row["code"], row["asks"], row["short"], answers, row.get("bands", {}))


def _scale(questions: tuple[Question, ...], least: int) -> Scale:
    return Scale(tuple(Item(question.code, tuple(sorted(question.answers))) for question in questions), least)
