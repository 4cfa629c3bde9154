"""Whether a volunteer may meet people, who fits whom and why, and when they meet next. From `data/peers.yaml`."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parents[1] / "data" / "peers.yaml"


@cache
def said() -> dict:
    return yaml.safe_load(FILE.read_text())


@dataclass(frozen=True)
class Volunteer:
    """What the match needs to know of a peer supporter."""

    languages: Collection[str]
    lived_with: Collection[str]
    availability: Collection[str]
    outward_code: str
    dbs_on: date | None
    references_on: date | None
    agreed_on: date | None
    trained_on: date | None
    most: int
    has_now: int


@dataclass(frozen=True)
class Wish:
    """What the match needs to know of a person."""

    language: str
    conditions: Collection[str]
    availability: Collection[str]
    outward_code: str


def lacking(volunteer: Volunteer, on: date) -> list[str]:
    """What must be there before this volunteer meets anybody, in words; nothing when all is."""
    good_until = volunteer.dbs_on and volunteer.dbs_on + timedelta(days=said()["dbs_good_for_days"])
    return [
        words
        for words, is_there in (
            ("a DBS check that is not too old", good_until and good_until > on),
            ("two references", volunteer.references_on),
            ("the agreement on boundaries and safeguarding", volunteer.agreed_on),
            ("the training", volunteer.trained_on),
        )
        if not is_there
    ]


def fit(volunteer: Volunteer, wish: Wish, names: dict[str, str]) -> tuple[int, list[str]] | None:
    """How well the two fit and why, in words; None when they cannot talk to each other or there is no room.

    `names` turns codes of condition groups into plain names.
    """
    language = wish.language.split("-")[0] or "en"
    if volunteer.has_now >= volunteer.most or language not in {code.split("-")[0] for code in volunteer.languages}:
        return None
    points = said()["points"]
    shared = [code for code in volunteer.lived_with if code in wish.conditions]
    times = [code for code in volunteer.availability if code in wish.availability]
    why = [f"Has lived with {names.get(code, code).lower()}" for code in shared]
    why += [f"Both can on {said()['availability'][code].lower()}" for code in times]
    near = bool(wish.outward_code) and volunteer.outward_code == wish.outward_code
    why += ["Lives near by"] if near else []
    score = points["lived_with"] * len(shared) + points["availability"] * bool(times) + points["near"] * near
    return score, why


def next_contact(*, last: date, so_far: int) -> date | None:
    """When they meet next after so many contacts; None when the taper is over and the ending is to be talked about."""
    for phase in said()["taper"]:
        if so_far < phase["times"]:
            return last + timedelta(days=phase["every_days"])
        so_far -= phase["times"]
    return None


def supervision_due(last: date | None, started: date) -> date:
    return (last or started) + timedelta(days=said()["supervision_every_days"])
