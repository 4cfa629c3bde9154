"""The rungs an alert climbs and how long each has, from `data/climbing.yaml`. Plain Python."""

from datetime import timedelta
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parents[1] / "data" / "climbing.yaml"


@cache
def _document() -> dict:
    return yaml.safe_load(FILE.read_text())


def rungs() -> list[str]:
    """The names of the rungs in their order; a rung's number is its place, counted from 1."""
    return _document()["rungs"]


def last_rung() -> int:
    return len(rungs())


def limits() -> list[tuple[str, int, int]]:
    """(level, rung's number, minutes) for every level and rung."""
    found = _document()["minutes"]
    return [(level, rungs().index(rung) + 1, minutes) for level in found for rung, minutes in found[level].items()]


def limit(level: str, rung: int) -> timedelta:
    return timedelta(minutes=_document()["minutes"][level][rungs()[rung - 1]])


def undo_for() -> timedelta:
    return timedelta(minutes=_document()["undo_minutes"])
