"""The codes by which other systems say that somebody was reviewed, from `planning/data/review_codes.yaml`."""

from functools import cache
from pathlib import Path

import yaml

from ..rules import STEPS

DATA = Path(__file__).parent.parent / "data" / "review_codes.yaml"
SYSTEM = "http://snomed.info/sct"


@cache
def reviews_of_one() -> tuple[tuple[str, str], ...]:
    """Each code of a review of one condition, with the condition's group; a code may be that of two."""
    groups = yaml.safe_load(DATA.read_text(encoding="utf-8"))["groups"]
    return tuple((str(code), group) for group, codes in groups.items() for code in codes)


def reviews_of_all() -> tuple[str, ...]:
    """The codes of a review of all of somebody's conditions; none where the cycle is not coded."""
    return tuple(code for step in ("agree", "review") if (code := STEPS[step].code))


def review_codes() -> frozenset[str]:
    """Every code that says that a review was done."""
    return frozenset({code for code, _ in reviews_of_one()} | set(reviews_of_all()))
