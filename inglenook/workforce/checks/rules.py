"""Checklists as data, and what a filled one scores. Plain Python."""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from statistics import fmean

from inglenook.core.schema import build, parse

FOLDER = Path(__file__).resolve().parents[1] / "data" / "checks"
Marks = dict[str, dict]


@dataclass(frozen=True)
class Statement:
    code: str
    says: str


@dataclass(frozen=True)
class Part:
    """A part of the house, or a subscale."""

    code: str
    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Checklist:
    """Statements by part, each marked from `lowest` to `highest`. `bands`: the words for a score up to a number."""

    code: str
    version: int
    dated: date
    title: str
    intro: str
    source: str
    licence: str
    sign_off: str
    lowest: int
    highest: int
    parts: tuple[Part, ...]
    levels: dict[str, str] = field(default_factory=dict)
    bands: dict[str, str] = field(default_factory=dict)

    def word(self, score: Decimal | None) -> str:
        """What a score is called; nothing where the checklist has no words for scores."""
        if score is None:
            return ""
        whole = score.quantize(Decimal(1), ROUND_HALF_UP)
        return next((word for top, word in self.bands.items() if whole <= int(top)), "")


@cache
def checklists() -> dict[str, Checklist]:
    """Those that come with Inglenook, by code."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.yaml"))]
    found = [build(Checklist, parse(text)[0]) for text in texts]
    return {one.code: one for one in found}


def part_score(part: Part, marks: Marks) -> Decimal | None:
    """The mean of a part's marks to one decimal; None when fewer than half of its statements are marked."""
    given = [marks[one.code]["level"] for one in part.statements if marks.get(one.code, {}).get("level") is not None]
    if 2 * len(given) < len(part.statements):
        return None
    return _rounded(fmean(given))


def total(checklist: Checklist, marks: Marks) -> Decimal | None:
    """The mean of all parts' scores, each counting the same; None while a part has none."""
    scores = [part_score(part, marks) for part in checklist.parts]
    known = [score for score in scores if score is not None]
    return _rounded(fmean(map(float, known))) if len(known) == len(scores) else None


def _rounded(number: float) -> Decimal:
    return Decimal(number).quantize(Decimal("0.1"), ROUND_HALF_UP)
