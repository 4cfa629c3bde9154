"""The states of a referral, from `data/referral_states.yaml`. Plain Python.

The order of states is a table in data, so that a service may set its times and reasons without a change of code.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parents[1] / "data" / "referral_states.yaml"


@dataclass(frozen=True)
class State:
    """One state: its words for professionals and for everybody else, its time, whose it is and what may follow."""

    code: str
    title: str
    says: str
    you: str
    owner: str
    next: tuple[str, ...]
    days: int | None = None
    ends: bool = False
    snomed: str = ""


@dataclass(frozen=True)
class Reason:
    """Why one of these states was entered."""

    code: str
    of: tuple[str, ...]
    title: str
    says: str
    you: str
    snomed: str = ""


class StatesWrong(ValueError):
    """The file of states names one that it does not have, or has one from which a referral never ends."""


@cache
def _document() -> dict:
    return yaml.safe_load(FILE.read_text())


@cache
def states() -> dict[str, State]:
    """Every state by its code, in the order of the file. Raises StatesWrong."""
    found = {row["code"]: State(**row | {"next": tuple(row["next"])}) for row in _document()["states"]}
    see_that_all_end(found)
    return found


@cache
def reasons() -> dict[str, Reason]:
    return {row["code"]: Reason(**row | {"of": tuple(row["of"])}) for row in _document()["reasons"]}


def slots() -> int:
    """How many people a link worker has at a time."""
    return _document()["caseload"]["slots"]


def answer_days() -> int:
    """Within how many days a service says whether it can take somebody."""
    return _document()["answer_days"]


def a_year() -> tuple[int, int]:
    """How many people a link worker has in a year, from and to."""
    given = _document()["caseload"]["a_year"]
    return given["from"], given["to"]


def see_that_all_end(found: dict[str, State]) -> None:
    """Raises StatesWrong unless from every state some way leads to one that nothing follows."""
    if unknown := {code for state in found.values() for code in state.next} - found.keys():
        raise StatesWrong(f"There is no state {', '.join(sorted(unknown))}")
    ending = {code for code, state in found.items() if not state.next}
    while more := {c for c, state in found.items() if c not in ending and ending & set(state.next)}:
        ending |= more
    if lost := found.keys() - ending:
        raise StatesWrong(f"A referral would never end from {', '.join(sorted(lost))}")


def may_follow(code: str) -> list[State]:
    return [states()[following] for following in states()[code].next]


def reasons_for(code: str) -> list[Reason]:
    return [reason for reason in reasons().values() if code in reason.of]


def act_by(code: str, at: datetime) -> datetime | None:
    """Until when somebody must do something about a referral that entered this state then."""
    days = states()[code].days
    return at + timedelta(days=days) if days else None


def counted(code: str, because: str, already: Collection[str]) -> str:
    """The SNOMED code this step is counted by: of the reason, else of the state, once in an episode; else nothing."""
    snomed = (reasons()[because].snomed if because else "") or states()[code].snomed
    return "" if snomed in already else snomed


def open_states() -> list[str]:
    return [code for code, state in states().items() if not state.ends]


def ending_states() -> list[str]:
    """States that end a referral, after which whoever made it is still to be told."""
    return [code for code, state in states().items() if state.ends and state.next]
