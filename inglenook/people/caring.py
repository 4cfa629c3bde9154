"""What somebody who cares for another is asked about themselves, from `data/carer_check.yaml`. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "data" / "carer_check.yaml"
YOUNGEST = 13  # Data Protection Act 2018, section 9: from here on a child may agree to a service like this


@dataclass(frozen=True)
class Answer:
    """One answer: its words, what may help whoever gives it, and whether somebody should ring soon."""

    says: str
    heeds: str = ""
    presses: bool = False


@dataclass(frozen=True)
class Question:
    code: str
    asks: str
    whom: str
    answers: dict[str, Answer]


def questions(*, young: bool) -> list[Question]:
    """What is asked of somebody of age, or of somebody who is not."""
    left_out = "adults" if young else "young"
    return [question for question in _questions() if question.whom != left_out]


def advice(answers: Mapping[str, str]) -> list[tuple[Question, Answer]]:
    """Which of these answers somebody should heed, what presses first."""
    given = [(q, q.answers[answers[q.code]]) for q in _questions() if answers.get(q.code) in q.answers]
    return sorted(((q, answer) for q, answer in given if answer.heeds), key=lambda found: not found[1].presses)


def presses(answers: Mapping[str, str]) -> bool:
    """Whether somebody should ring soon."""
    return any(answer.presses for _, answer in advice(answers))


@cache
def _questions() -> tuple[Question, ...]:
    rows = yaml.safe_load(FILE.read_text())["questions"]
    return tuple(
        Question(
            **{name: row[name] for name in ("code", "asks", "whom")},
            answers={str(code): Answer(**given) for code, given in row["answers"].items()},
        )
        for row in rows
    )
