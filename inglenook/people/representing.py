"""By what right somebody decides for a person who cannot, from `data/representatives.yaml`. Plain Python."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "data" / "representatives.yaml"


@dataclass(frozen=True)
class Kind:
    """A right to decide: what of it must be seen, what it may open, whether it holds only without capacity."""

    name: str
    evidence: tuple[str, ...]
    without_capacity_alone: bool
    covers: tuple[str, ...]


def kinds() -> dict[str, Kind]:
    """Every kind by its code."""
    return {code: Kind(**_frozen(row)) for code, row in _data()["kinds"].items()}


def evidence() -> dict[str, str]:
    """What may be seen, in words, by its code."""
    return _data()["evidence"]


def latest_review(today: date) -> date:
    """The last day on which it must be looked at again."""
    return today + timedelta(days=_data()["reviewed_within_days"])


def problems(
    *, kind: str, evidence: str, sections: list[str], capacity_on: date | None, review_on: date, today: date
) -> dict[str, str]:
    """What stands in the way of registering it, by field; none when it may be."""
    right, found = kinds()[kind], {}
    if evidence not in right.evidence:
        found["evidence"] = f"This does not prove: {right.name}"
    if right.without_capacity_alone and capacity_on is None:
        found["capacity_on"] = "This right holds only once capacity is lacking: say when that was assessed"
    if capacity_on and capacity_on > today:
        found["capacity_on"] = "The day of the assessment must be today or in the past"
    if set(sections) - set(right.covers):
        found["sections"] = f"{right.name} does not cover all of these"
    if not today < review_on <= latest_review(today):
        found["review_on"] = f"Look again between tomorrow and {latest_review(today):%-d %B %Y}"
    return found


@cache
def _data() -> dict:
    return yaml.safe_load(FILE.read_text())


def _frozen(row: dict) -> dict:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
