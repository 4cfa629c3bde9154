"""Published figures beside a survey's own. Plain Python over data/comparators."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

from inglenook.core.schema import build, parse

from .figures import Counted, Line

FOLDER = Path(__file__).resolve().parents[1] / "data" / "comparators"


class Of(StrEnum):
    """What a percentage is a share of."""

    ANSWERED = "answered"
    SELECTIONS = "selections"


@dataclass(frozen=True)
class Figure:
    """One published percentage, as printed. `worked_back`: the base follows from percentage and count."""

    item: str
    option: str
    percent: str
    of: Of
    count: int | None = None
    base: int | None = None
    worked_back: bool = False


@dataclass(frozen=True)
class Study:
    code: str
    title: str
    source: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Comparators:
    """What has been published on the topics of one questionnaire."""

    questionnaire: str
    dated: date
    sign_off: str
    caution: str
    studies: tuple[Study, ...]


@dataclass(frozen=True)
class Beside:
    """A published figure and the same option of ours."""

    figure: Figure
    asked: Counted
    line: Line

    @property
    def ours(self) -> Decimal | None:
        """Our percentage on the denominator that the study used."""
        return self.line.of_selections if self.figure.of is Of.SELECTIONS else self.line.of_answered

    @property
    def base(self) -> int | None:
        return self.line.selections if self.figure.of is Of.SELECTIONS else self.line.answered


@cache
def comparators() -> dict[str, Comparators]:
    """By questionnaire."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.yaml"))]
    found = [build(Comparators, parse(text)[0]) for text in texts]
    return {one.questionnaire: one for one in found}


def beside(study: Study, found: list[Counted]) -> list[Beside]:
    """The study's figures for which there is an option of ours."""
    ours = {one.item.code: one for one in found}
    pairs = [(figure, ours[figure.item]) for figure in study.figures if figure.item in ours]
    return [Beside(figure, one, line) for figure, one in pairs if (line := one.line(figure.option))]
