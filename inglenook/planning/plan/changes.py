"""What changed from one agreed version of a plan to the next, in words. Plain Python."""

from dataclasses import dataclass
from datetime import date

ADDED, CHANGED, STOPPED = "added", "changed", "stopped"
WORDS = {ADDED: "New", CHANGED: "Changed", STOPPED: "No longer in the plan"}

GOAL = {"wording": "Goal", "importance": "How much it matters"}
ACTION = {
    "what": "What",
    "how_much": "How much",
    "how_often": "How often",
    "when": "When",
    "where": "Where",
    "who": "Who",
    "who_words": "Who, or with whom",
    "if_this": "If",
    "then_that": "Then",
    "confidence": "How sure",
}
WHOLE = {"can_stop": "What can stop", "decisions": "What we decided", "review_on": "When we look again"}


@dataclass(frozen=True)
class Detail:
    """One thing that reads differently: what it is called, before, after. Nothing there is an empty text."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedThing:
    """A goal, an action or another part of the plan: what happened to it, how it reads now (or last read)."""

    kind: str
    what: str
    text: str
    details: tuple[Detail, ...] = ()

    @property
    def word(self) -> str:
        return WORDS[self.what]


def changes(before: dict, after: dict) -> list[ChangedThing]:
    """Every difference of two contents of a plan: goals, then actions, then the rest; in the plan's order."""
    return [
        *_listed("Goal", before["goals"], after["goals"], "wording", GOAL),
        *_listed("Action", before["actions"], after["actions"], "what", ACTION),
        *_whole(before, after),
    ]


def _listed(kind: str, before: list[dict], after: list[dict], text: str, labels: dict[str, str]) -> list[ChangedThing]:
    old = {row["ref"]: row for row in before}
    new = {row["ref"]: row for row in after}
    found = [_one(kind, old.get(row["ref"]), row, text, labels) for row in after]
    stopped = [ChangedThing(kind, STOPPED, row[text]) for row in before if row["ref"] not in new]
    return [thing for thing in found if thing] + stopped


def _one(kind: str, before: dict | None, after: dict, text: str, labels: dict[str, str]) -> ChangedThing | None:
    if before is None:
        return ChangedThing(kind, ADDED, after[text])
    details = _details(before, after, labels)
    return ChangedThing(kind, CHANGED, after[text], details) if details else None


def _whole(before: dict, after: dict) -> list[ChangedThing]:
    return [ChangedThing(detail.label, CHANGED, "", (detail,)) for detail in _details(before, after, WHOLE)]


def _details(before: dict, after: dict, labels: dict[str, str]) -> tuple[Detail, ...]:
    return tuple(
        Detail(label, _in_words(column, before[column]), _in_words(column, after[column]))
        for column, label in labels.items()
        if before[column] != after[column]
    )


def _in_words(column: str, value) -> str:
    if value in (None, ""):
        return ""
    if column == "review_on":
        day = date.fromisoformat(value)
        return f"{day.day} {day:%B %Y}"
    return str(value)
