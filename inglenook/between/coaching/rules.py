"""How long until the next call, and other periods, from `data/coaching.yaml`. Plain Python."""

from datetime import timedelta
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parents[1] / "data" / "coaching.yaml"


@cache
def _document() -> dict:
    return yaml.safe_load(FILE.read_text())


def next_call_in(calls: int) -> timedelta | None:
    """How long after the last of so many calls the next one is suggested; None once the taper is over."""
    days = _document()["taper_days"]
    return timedelta(days=days[calls - 1]) if 0 < calls <= len(days) else None


def remind_before() -> timedelta:
    return timedelta(hours=_document()["remind_hours_before"])


def ring_within() -> timedelta:
    return timedelta(days=_document()["ring_after_missed_days"])


def undo_for() -> timedelta:
    return timedelta(minutes=_document()["undo_minutes"])


def lately() -> timedelta:
    return timedelta(days=_document()["lately_days"])
