"""The words of the learning part, from `data/learning.yaml`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class Level:
    """A level of the Personalised Care Institute's curriculum."""

    title: str
    stage: str


@dataclass(frozen=True)
class Vocabulary:
    levels: dict[str, Level]
    audiences: dict[str, str]
    topics: dict[str, str]
    review_months: int


@cache
def vocabulary() -> Vocabulary:
    said = yaml.safe_load((DATA / "learning.yaml").read_text())
    levels = {code: Level(**level) for code, level in said["levels"].items()}
    return Vocabulary(levels, said["audiences"], said["topics"], said["review_months"])
