"""The rules of recall, read from `planning/data/recall_rules.yaml`. Plain Python."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

DATA = Path(__file__).parent.parent / "data" / "recall_rules.yaml"
OPERATORS = (">=", ">", "<=", "<")


class RulesWrong(ValueError):
    """The data breaks the form of the rules; the message names the rule."""


@dataclass(frozen=True)
class Reading:
    """The last result of a measure compared with a value in the measure's own unit."""

    measure: str
    operator: str
    value: float
    newer_than_days: int

    def __post_init__(self):
        if self.operator not in OPERATORS:
            raise RulesWrong(f"{self.measure}: {self.operator!r} is none of {', '.join(OPERATORS)}")


@dataclass(frozen=True)
class When:
    """What must hold, all of it, for a rule to apply."""

    last: tuple[Reading, ...] = ()
    groups: tuple[str, ...] = ()
    count_at_least: int | None = None
    diagnosed_within_days: int | None = None
    plan_expired: bool = False


@dataclass(frozen=True)
class Rule:
    """One reason to be due: its words, and for a reason to be due sooner when and how soon (months)."""

    code: str
    title: str
    reason: str
    source: str
    clinical: bool = False
    when: When = When()
    months: int = 0


@dataclass(frozen=True)
class Recall:
    """All rules with their settings; see the head of the data file for what each says."""

    dated: date
    sign_off: str
    min_age: int
    min_gap_months: int
    notice_days: int
    ahead_days: int
    valid_months: int
    always: tuple[Rule, ...]
    rules: tuple[Rule, ...]

    @property
    def by_code(self) -> dict[str, Rule]:
        return {rule.code: rule for rule in (*self.rules, *self.always)}


@cache
def recall_rules(path: Path = DATA) -> Recall:
    """The rules as data says them. Raises RulesWrong."""
    data = yaml.safe_load(path.read_text())
    try:
        always = tuple(Rule(**rule) for rule in data.pop("always"))
        rules = tuple(_rule(rule) for rule in data.pop("rules"))
        return Recall(**data, always=always, rules=rules)
    except (TypeError, KeyError) as error:
        raise RulesWrong(f"{path.name}: {error}") from error


def _rule(data: dict) -> Rule:
    when = dict(data["when"])
    if not when or not data.get("months"):
        raise RulesWrong(f"{data['code']}: says not when, or not how soon")
    last = tuple(Reading(**reading) for reading in when.pop("last", ()))
    groups = tuple(when.pop("groups", ()))
    return Rule(**data | {"when": When(last=last, groups=groups, **when)})
