"""What wordings do, what the feedback counts, and what to try tomorrow: read from data. Plain Python."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True)
class Skill:
    """One kind of thing that a wording does."""

    code: str
    title: str
    tone: str
    asks: bool = False


@dataclass(frozen=True)
class Area:
    """One thing that the feedback counts. `aim` or more is good; with `most` set, no more than that is."""

    code: str
    title: str
    counts: tuple[str, ...]
    says: str
    good: str
    more: str
    aim: int = 0
    most: int | None = None
    parts: bool = False  # each kind counts once

    def count(self, done: Counter) -> int:
        return sum(min(done[c], 1) if self.parts else done[c] for c in self.counts)

    def is_met(self, count: int) -> bool:
        return count <= self.most if self.most is not None else count >= self.aim


@dataclass(frozen=True)
class Counted:
    """What was counted of one area in one talk, in words."""

    area: Area
    count: int
    says: str
    is_met: bool
    parts: tuple[tuple[str, bool], ...] = ()


@cache
def _document() -> dict:
    return yaml.safe_load((DATA / "practice_skills.yaml").read_text())


SKILLS: dict[str, Skill] = {code: Skill(code, **about) for code, about in _document()["skills"].items()}
AREAS: list[Area] = [Area(**about | {"counts": tuple(about["counts"])}) for about in _document()["areas"]]


def feedback(does: Iterable[str]) -> list[Counted]:
    """What a talk's wordings did, counted by area."""
    done = Counter(does)
    return [_counted(area, done) for area in AREAS]


def tomorrow(counted: list[Counted]) -> str:
    """One thing to try tomorrow: for the first area that is short of its aim."""
    short = {c.area.code for c in counted if not c.is_met}
    return next((one["try"] for one in _document()["tomorrow"] if one["area"] in short), _document()["well"])


def _counted(area: Area, done: Counter) -> Counted:
    count = area.count(done)
    asked = sum(n for code, n in done.items() if SKILLS[code].asks)
    says = re.sub(r"\{count\|(\w+)\|(\w+)}", lambda m: m[1] if count == 1 else m[2], area.says)
    parts = tuple((SKILLS[c].title, done[c] > 0) for c in area.counts) if area.parts else ()
    return Counted(area, count, says.format(count=count, asked=asked), area.is_met(count), parts)
