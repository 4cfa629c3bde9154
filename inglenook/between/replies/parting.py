"""One text, several questions: which part of it answers which. Plain Python."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..rules import Kind, Question
from .choosing import read
from .heard import Known, Unclear, Understood, Why

NUMBERED = re.compile(r"(?:^|[\s,;])(\d)[.):]\s+(?=\S)")
PARTS = re.compile(r"\s*(?:[,;\n]|\band\b)\s*")


@dataclass(frozen=True)
class Part:
    """What was said to one question, and what it was understood to mean."""

    question: Question
    said: str
    heard: Understood | Unclear


Knowing = Callable[[Question], Known]


def part(text: str, questions: list[Question], known: Knowing) -> list[Part]:
    """The text's answers, one for each question it was read for; the questions in the order asked.

    Several questions are told apart by the numbers that they were asked under, else by lines and commas when there are
    as many as questions; else a reading is looked for in the whole, and what is left answers one other question.
    """
    if len(questions) == 1:
        return [Part(questions[0], text, read(text, questions[0], known(questions[0])))]
    pieces = _numbered(text, len(questions)) or _listed(text, len(questions))
    if pieces:
        parts = [Part(q, said, read(said, q, known(q))) for q, said in zip(questions, pieces, strict=True) if said]
        if all(isinstance(one.heard, Understood) for one in parts):
            return parts
    return _found(text, questions, known)


def _numbered(text: str, count: int) -> list[str]:
    """The pieces after "1.", "2." …; an empty one for a question that was left out."""
    found = list(NUMBERED.finditer(text))
    numbers = [int(one[1]) for one in found]
    if not found or numbers != sorted(set(numbers)) or not 1 <= numbers[0] <= numbers[-1] <= count:
        return []
    ends = [one.start() for one in found[1:]] + [len(text)]
    said = {int(one[1]): text[one.end() : end].strip(" ,;\n") for one, end in zip(found, ends, strict=True)}
    return [said.get(number, "") for number in range(1, count + 1)]


def _listed(text: str, count: int) -> list[str]:
    pieces = [piece for piece in PARTS.split(text.strip()) if piece]
    return pieces if len(pieces) == count else []


def _found(text: str, questions: list[Question], known: Knowing) -> list[Part]:
    """Readings wherever they stand; the one other question that can be read, when only one can."""
    readings = [Part(q, text, read(text, q, known(q))) for q in questions if q.kind == Kind.READING]
    understood = [one for one in readings if isinstance(one.heard, Understood)]
    others = [q for q in questions if q.kind not in (Kind.READING, Kind.WORDS)]
    rest = text if not understood else re.sub(r"\d+(?:\s*(?:/|over)\s*\d+|[.,]\d+)?", " ", text)
    read_too = [Part(q, text, read(rest, q, known(q))) for q in others]
    clear = [one for one in read_too if isinstance(one.heard, Understood)]
    understood += clear if len(clear) == 1 else []
    if understood:
        return understood
    unclear = [*readings, *read_too] or [Part(questions[0], text, Unclear(Why.NOTHING))]
    return [Part(unclear[0].question, text, Unclear(Why.SEVERAL if len(clear) > 1 else unclear[0].heard.why))]
