"""How places are offered and when a course counts as finished, from `data/groups.yaml`."""

from datetime import timedelta
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parents[1] / "data" / "groups.yaml"


@cache
def _said() -> dict:
    return yaml.safe_load(FILE.read_text())


def offer_stands() -> timedelta:
    return timedelta(days=_said()["offer_stands_days"])


def remind_before() -> timedelta:
    return timedelta(hours=_said()["remind_before_hours"])


def undo_for() -> timedelta:
    return timedelta(hours=_said()["undo_hours"])


def listed_for() -> timedelta:
    return timedelta(days=_said()["listed_days"])


def has_finished(*, came: int, held: int) -> bool:
    """Whether somebody who came to so many of the meetings held has finished the course. No meeting, no finish."""
    return held > 0 and came >= _said()["finished_share"] * held
