"""What a letter holds: words only, ready to be set. The template reads these names."""

from dataclasses import dataclass, field

from .codes import Code


@dataclass(frozen=True)
class ResultLine:
    """One row of the table of results: "Blood pressure", "2 June 2026", "138/84 mmHg", what it means, the target."""

    name: str
    on: str
    value: str
    meaning: str
    target: str = ""


@dataclass(frozen=True)
class Question:
    """A question with boxes to tick and lines to write on."""

    question: str
    hint: str = ""
    options: list[str] = field(default_factory=list)
    lines: int = 2


@dataclass(frozen=True)
class Letter:
    """One person's letter. `code` and `short_address` open their private page; without them that part is left out."""

    to: str
    address: list[str]
    greeting: str
    practice: str
    phone: str
    date: str
    title: str
    opening: list[str]
    results: list[ResultLine]
    questions_title: str
    questions: list[Question]
    closing: list[str]
    reference: str
    large_print: bool = False
    code: Code | None = None
    short_address: str = ""
    use_by: str = ""
