"""Which checks which conditions ask for, read from `planning/data/checks.yaml`. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

DATA = Path(__file__).parent.parent / "data" / "checks.yaml"


class ChecksWrong(ValueError):
    """The data breaks the form of the checks; the message says where."""


@dataclass(frozen=True)
class Part:
    """What is done in one go at the visit: its minutes, and the role that is enough for it."""

    code: str
    name: str
    minutes: int
    by: str


@dataclass(frozen=True)
class Check:
    """One test or check: the condition groups that ask for it, and what counts as done for how many months."""

    code: str
    name: str
    part: str
    groups: tuple[str, ...]
    valid_months: int
    source: str
    measures: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Checks:
    """All checks and parts with their settings; see the head of the data file for what each says."""

    dated: date
    sign_off: str
    ahead_days: int
    attempts: int
    undo_minutes: int
    longer: int
    roles: dict[str, str]
    parts: dict[str, Part]
    checks: dict[str, Check]

    def visit(self, codes: Iterable[str], *, longer: bool = False) -> "Visit":
        """The one visit that covers these checks; codes no longer in the data are left out."""
        wanted = set(codes)
        parts = [
            (part, [check.name for check in self.checks.values() if check.part == part.code and check.code in wanted])
            for part in self.parts.values()
        ]
        covered = tuple((part, tuple(names)) for part, names in parts if names)
        return Visit(covered, self.roles, self.longer if longer else 1)


@dataclass(frozen=True)
class Visit:
    """One visit for all conditions: its parts, each with the names of the checks in it."""

    parts: tuple[tuple[Part, tuple[str, ...]], ...]
    roles: dict[str, str]
    times: int = 1

    @property
    def minutes(self) -> int:
        return self.times * sum(part.minutes for part, _ in self.parts)

    @property
    def covers(self) -> list[str]:
        """ "Blood test (HbA1c, cholesterol)"; a part that says it all stands alone."""
        return [f"{part.name} ({', '.join(names)})" for part, names in self.parts]

    @property
    def by(self) -> list[str]:
        """The roles it takes, with the minutes of each."""
        minutes: dict[str, int] = {}
        for part, _ in self.parts:
            minutes[part.by] = minutes.get(part.by, 0) + self.times * part.minutes
        return [f"{self.roles[role]}, {total} minutes" for role, total in minutes.items()]


@cache
def checks_wanted(path: Path = DATA) -> Checks:
    """The checks as data says them. Raises ChecksWrong."""
    data = yaml.safe_load(path.read_text())
    try:
        parts = {part["code"]: Part(**part) for part in data.pop("parts")}
        checks = {check["code"]: _check(check) for check in data.pop("checks")}
        wanted = Checks(**data, parts=parts, checks=checks)
    except (TypeError, KeyError) as error:
        raise ChecksWrong(f"{path.name}: {error}") from error
    for check in checks.values():
        if check.part not in parts or parts[check.part].by not in wanted.roles:
            raise ChecksWrong(f"{check.code}: its part or its role is not in {path.name}")
    return wanted


def _check(data: dict) -> Check:
    lists = {name: tuple(data.get(name, ())) for name in ("groups", "measures", "codes")}
    if not lists["groups"] or not (lists["measures"] or lists["codes"]):
        raise ChecksWrong(f"{data['code']}: says not for whom, or not what counts as done")
    return Check(**data | lists)
