"""How services are asked and may answer, from `data/offers.yaml`."""

from datetime import timedelta
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parents[1] / "data" / "offers.yaml"


@cache
def _said() -> dict:
    return yaml.safe_load(FILE.read_text())


def answers_to(state: str) -> dict[str, str]:
    """What may be answered in this state: the new state to the words of its button. Nothing once it has ended."""
    return _said()["steps"].get(state, {})


def link_lasts() -> timedelta:
    return timedelta(days=_said()["link_days"])


def remind_after() -> timedelta:
    return timedelta(days=_said()["remind_after_days"])


def unanswered_most() -> int:
    return _said()["unanswered_most"]


def capacity_is_good_for() -> timedelta:
    return timedelta(days=_said()["capacity_good_days"])
