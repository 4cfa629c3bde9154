"""Prepared option grids, from `planning/data/option_grids.yaml`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

DATA = Path(__file__).parent.parent / "data" / "option_grids.yaml"


@dataclass(frozen=True)
class Effect:
    """What speaks for or against an option. `of_100` is how many of a hundred people it comes to."""

    text: str
    source: str
    of_100: int | None = None


@dataclass(frozen=True)
class GridOption:
    """One way that could be taken: its name, what it means day by day, what speaks for and against it."""

    name: str
    means: str
    benefits: tuple[Effect, ...]
    harms: tuple[Effect, ...]


@dataclass(frozen=True)
class Grid:
    """A common choice: for people with which conditions, what to think about, and its options."""

    code: str
    about: str
    problem: str
    problem_code: str
    groups: frozenset[str]
    think: tuple[str, ...]
    options: tuple[GridOption, ...]
    dated: date


@cache
def grids() -> dict[str, Grid]:
    """All grids by code."""
    document = yaml.safe_load(DATA.read_text())
    return {entry["code"]: _grid(entry, document["dated"]) for entry in document["grids"]}


def _grid(entry: dict, dated: date) -> Grid:
    lists = {
        "groups": frozenset(entry["groups"]),
        "think": tuple(entry["think"]),
        "options": tuple(_option(option) for option in entry["options"]),
    }
    return Grid(**entry | lists, dated=dated)


def _option(entry: dict) -> GridOption:
    effects = {side: tuple(Effect(**effect) for effect in entry[side]) for side in ("benefits", "harms")}
    return GridOption(entry["name"], entry["means"], **effects)


def fitting_first(groups: Iterable[str]) -> list[Grid]:
    """Every grid, those for somebody with these condition groups before the others."""
    theirs = set(groups)
    return sorted(grids().values(), key=lambda grid: not (grid.groups & theirs))
