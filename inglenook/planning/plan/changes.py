"""What changed from one agreed version of a plan to the next, in words, and who wrote it. Plain Python."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from inglenook.core.shapes import IfThen, Lasting, Line, Named, as_lines
from inglenook.kit.words import day

ADDED, CHANGED, STOPPED = "added", "changed", "stopped"
WORDS = {ADDED: _("New"), CHANGED: _("Changed"), STOPPED: _("No longer in the plan")}
STATES = {"current": _("Working towards it"), "reached": _("Reached"), "set_aside": _("Set aside")}
STATUSES = {"in_progress": _("Not decided yet"), "valid": _("Decided"), "cancelled": _("No longer asked")}
WHO = {"person": _("The person"), "professional": _("A professional"), "other": _("Somebody else")}

GOAL = {
    "wording": _("Goal"),
    "importance": _("How much it matters"),
    "need": _("What it is for"),
    "outcomes": _("What came of it"),
}
ACTION = {
    "what": _("What"),
    "how_much": _("How much"),
    "how_often": _("How often"),
    "when": _("When"),
    "where": _("Where"),
    "who": _("Who"),
    "who_words": _("Who, or with whom"),
    "who_role": _("Their role"),
    "who_team": _("Their team"),
    "who_contact": _("How to reach them"),
    "if_this": _("If"),
    "then_that": _("Then"),
    "confidence": _("How sure"),
    "review_on": _("When we look at it again"),
    "state_words": _("How it stands"),
}
STAGE = {"wording": _("Small goal"), "outcome": _("What came of it"), "state": _("How it stands")}
CHOICE = {
    "status": _("How it stands"),
    "choice": _("What we decided"),
    "decided": _("In our words"),
    "matters": _("What matters"),
    "review_on": _("When we look at it again"),
}
PREPARED = {
    "places": _("Where it was made"),
    "made_by": _("Who made it"),
    "completed_by": _("Who wrote it down"),
}
REVIEWED = {"review_on": _("When we look at it again"), "reviewers": _("Who sees to that")}
SUPPORT = {"name": _("Name"), "wording": _("What it says")} | PREPARED | REVIEWED
CONTINGENCY = {
    "name": _("Name"),
    "triggers": _("Signs that it is getting worse"),
    "early_signs": _("Early signs"),
    "what_to_do": _("What to do"),
    "contacts": _("Whom to ring"),
    "coping": _("What helps"),
    "medicines": _("Medicines and equipment"),
    "statement": _("If I cannot speak for myself"),
    "statement_on": _("When I said so"),
    "statement_at": _("Where it is kept"),
    "agreed_with": _("Who agreed"),
} | PREPARED | REVIEWED  # fmt: skip
WHOLE = {
    "can_stop": _("What can stop"),
    "decisions": _("What we decided"),
    "review_on": _("When we look again"),
    "reviewers": _("Who sees to that"),
    "funding": _("Who pays"),
    "documents": _("Other plans and papers"),
} | PREPARED  # fmt: skip
LISTS = (  # the list in the contents, what one of it is called, the column it is known by, its columns
    ("goals", _("Goal"), "wording", GOAL),
    ("actions", _("Action"), "what", ACTION),
    ("stage_goals", _("Small goal"), "wording", STAGE),
    ("choices", _("Choice"), "about", CHOICE),
    ("strengths", _("Strength"), "wording", {"wording": _("Strength")}),
    ("needs", _("Need"), "wording", {"wording": _("Need")}),
    ("formulations", _("How it came to be"), "wording", {"wording": _("How it came to be")} | PREPARED),
    ("contingency", _("If I become unwell"), "name", CONTINGENCY),
    ("support", _("Plan for one thing"), "name", SUPPORT),
)
SHAPES = {"what_to_do": IfThen, "coping": Lasting} | dict.fromkeys(
    ("contacts", "agreed_with", "made_by", "completed_by", "reviewers"), Named
)
DAYS = {"review_on", "statement_on"}
CODES = {"state": STATES, "status": STATUSES, "who": WHO}


@dataclass(frozen=True)
class Detail:
    """One thing that reads differently: what it is called, before, after. Nothing there is an empty text."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedThing:
    """A goal, an action or another part of the plan: what happened to it, how it reads now (or last read), by whom."""

    kind: str
    what: str
    text: str
    details: tuple[Detail, ...] = ()
    by: str = ""

    @property
    def word(self) -> str:
        return WORDS[self.what]


def changes(before: dict, after: dict) -> list[ChangedThing]:
    """Every difference of two contents of a plan: goals, then actions, then the rest; in the plan's order.

    A list that one of them does not have was not to be seen, and is not compared.
    """
    lists = [one for one in LISTS if one[0] in before and one[0] in after]
    found = [thing for name, *more in lists for thing in _listed(before[name], after[name], *more)]
    return found + _whole(before, after)


def _listed(before: list[dict], after: list[dict], kind: str, text: str, labels: dict[str, str]) -> list[ChangedThing]:
    old = {row["ref"]: row for row in before}
    new = {row["ref"]: row for row in after}
    found = [_one(kind, old.get(row["ref"]), row, text, labels) for row in after]
    stopped = [ChangedThing(kind, STOPPED, row[text]) for row in before if row["ref"] not in new]
    return [thing for thing in found if thing] + stopped


def _one(kind: str, before: dict | None, after: dict, text: str, labels: dict[str, str]) -> ChangedThing | None:
    by = after.get("by") or ""
    if before is None:
        return ChangedThing(kind, ADDED, after[text], by=by)
    details = _details(before, after, labels)
    return ChangedThing(kind, CHANGED, after[text], details, by) if details else None


def _whole(before: dict, after: dict) -> list[ChangedThing]:
    return [ChangedThing(detail.label, CHANGED, "", (detail,)) for detail in _details(before, after, WHOLE)]


def _details(before: dict, after: dict, labels: dict[str, str]) -> tuple[Detail, ...]:
    def reads(contents: dict, column: str) -> str:
        return in_words(column, contents.get(column))

    said = (Detail(label, reads(before, column), reads(after, column)) for column, label in labels.items())
    return tuple(detail for detail in said if detail.before != detail.after)


def in_words(column: str, value) -> str:
    """A value of a plan's contents as it is read; nothing is an empty text."""
    if value in (None, "", []):
        return ""
    if column in DAYS:
        return day(date.fromisoformat(value))
    if isinstance(value, list):
        return as_lines(SHAPES.get(column, Line), value)
    return str(CODES.get(column, {}).get(value, value))
