"""A plan's contents in plain words, one way for pages, papers and versions. Plain Python."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from inglenook.core.shapes import Line, entries

from .changes import WHOLE, in_words
from .unwell import Unwell, unwell


@dataclass(frozen=True)
class Stage:
    """A small goal on the way: what, what came of it, and whether it is reached."""

    ref: str
    wording: str
    outcome: str
    reached: bool


@dataclass(frozen=True)
class Step:
    """An action as it is read: what, the line of when, where and with whom, if-then, how sure, small goals under it."""

    ref: str
    what: str
    fit: str
    if_then: str
    sure: str
    stages: list[Stage] = field(default_factory=list)


@dataclass(frozen=True)
class Aim:
    """A goal in the person's words, how much it matters, its actions, what it is for and what came of it."""

    ref: str
    wording: str
    matters: str
    steps: list[Step]
    need: str = ""
    outcomes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Entry:
    """A part of the plan that is a text: its ref, its name where it has one, the words, and what is small beside it."""

    ref: str
    text: str
    name: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Choice:
    """A shared decision: what it is about, what was decided and how, or nothing yet and which way the person leans."""

    ref: str
    about: str
    choice: str
    decided: str
    leaning: str
    review_on: date | None


@dataclass(frozen=True)
class Spoken:
    """A whole plan in words. `review_on` is a date or None; `about` are names and values of the rest."""

    aims: list[Aim]
    other_steps: list[Step]
    decisions: str
    can_stop: str
    review_on: date | None
    strengths: list[Entry] = field(default_factory=list)
    needs: list[Entry] = field(default_factory=list)
    formulations: list[Entry] = field(default_factory=list)
    contingency: list[Unwell] = field(default_factory=list)
    support: list[Entry] = field(default_factory=list)
    about: list[tuple[str, str]] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        lists = (self.aims, self.other_steps, self.strengths, self.needs, self.formulations, self.contingency)
        return not (any(lists) or self.support or self.choices or self.decisions.strip() or self.can_stop.strip())

    @property
    def steps(self) -> list[Step]:
        return [step for aim in self.aims for step in aim.steps] + self.other_steps


def spoken(contents: dict) -> Spoken:
    """The contents of `plan.contents.contents_of` in words."""
    steps = [(action["goal"], _step(action, contents.get("stage_goals", ()))) for action in contents["actions"]]
    refs = {goal["ref"] for goal in contents["goals"]}
    return Spoken(
        aims=[_aim(goal, [step for ref, step in steps if ref == goal["ref"]]) for goal in contents["goals"]],
        other_steps=[step for ref, step in steps if ref not in refs],
        decisions=contents["decisions"],
        can_stop=contents["can_stop"],
        review_on=date.fromisoformat(contents["review_on"]) if contents["review_on"] else None,
        contingency=[unwell(row) for row in contents.get("contingency", ())],
        choices=[_choice(row) for row in contents.get("choices", ())],
        about=_notes(contents, "reviewers", "funding", "documents", "places", "made_by", "completed_by"),
        **{name: _entries(contents, name) for name in ("strengths", "needs", "formulations", "support")},
    )


def _entries(contents: dict, name: str) -> list[Entry]:
    return [_entry(row) for row in contents.get(name, ())]


def _entry(row: dict) -> Entry:
    small = ("made_by", "completed_by", "places", "reviewers", "review_on")
    return Entry(row["ref"], row["wording"], row.get("name", ""), _notes(row, *small))


def _notes(row: dict, *columns: str) -> list[tuple[str, str]]:
    said = [(WHOLE[column], in_words(column, row.get(column))) for column in columns]
    return [(str(label), words) for label, words in said if words]


def _choice(row: dict) -> Choice:
    is_decided = row["status"] == "valid"
    return Choice(
        ref=row["ref"],
        about=row["about"],
        choice=(row["choice"] or "") if is_decided else "",
        decided=row["decided"] if is_decided else "",
        leaning="" if is_decided else row["leaning"] or "",
        review_on=date.fromisoformat(row["review_on"]) if row["review_on"] else None,
    )


def _aim(goal: dict, steps: list[Step]) -> Aim:
    outcomes = [entry.line() for entry in entries(Line, goal.get("outcomes", ()))]
    matters = _of_scale(goal, "importance")
    return Aim(goal["ref"], goal["wording"], matters, steps, goal.get("need") or "", outcomes)


def _step(action: dict, stages: list[dict]) -> Step:
    parts = [action["how_much"], action["how_often"], action["when"], action["where"], _who(action)]
    return Step(
        ref=action["ref"],
        what=action["what"],
        fit=" · ".join(part.strip() for part in parts if part.strip()),
        if_then=_if_then(action["if_this"].strip(), action["then_that"].strip()),
        sure=_of_scale(action, "confidence"),
        stages=[_stage(row) for row in stages if row["action"] == action["ref"] and row["state"] != "set_aside"],
    )


def _stage(row: dict) -> Stage:
    return Stage(row["ref"], row["wording"], row["outcome"], row["state"] == "reached")


def _who(action: dict) -> str:
    """Nothing where the person does it alone; the plan is theirs."""
    words = action["who_words"].strip()
    if action["who"] == "professional":
        return _("done by the team: %(who)s") % {"who": words} if words else _("done by the team")
    if action["who"] == "other" or words.startswith("with ") or not words:
        return words
    return _("with %(who)s") % {"who": words}


def _if_then(if_this: str, then_that: str) -> str:
    said = {"this": if_this, "that": then_that}
    if not then_that:
        return _("If %(this)s …") % said if if_this else ""
    if not if_this:
        return _("If something gets in the way, then %(that)s") % said
    return _("If %(this)s, then %(that)s") % said


def _of_scale(row: dict, column: str) -> str:
    """ "9 out of 10": the number with the top of its scale."""
    if row[column] is None:
        return ""
    return _("%(number)s out of %(top)s") % {"number": row[column], "top": row[f"{column}_to"]}
