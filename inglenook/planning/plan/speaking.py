"""A plan's contents in plain words, one way for pages, papers and versions. Plain Python."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Step:
    """An action as it is read: what, the line of when, where and with whom, if-then, how sure."""

    ref: str
    what: str
    fit: str
    if_then: str
    sure: str


@dataclass(frozen=True)
class Aim:
    """A goal in the person's words, how much it matters, and its actions."""

    ref: str
    wording: str
    matters: str
    steps: list[Step]


@dataclass(frozen=True)
class Spoken:
    """A whole plan in words. `review_on` is a date or None."""

    aims: list[Aim]
    other_steps: list[Step]
    decisions: str
    can_stop: str
    review_on: date | None

    @property
    def is_empty(self) -> bool:
        return not (self.aims or self.other_steps or self.decisions.strip() or self.can_stop.strip())

    @property
    def steps(self) -> list[Step]:
        return [step for aim in self.aims for step in aim.steps] + self.other_steps


def spoken(contents: dict) -> Spoken:
    """The contents of `plan.contents.contents_of` in words."""
    steps = [(action["goal"], _step(action)) for action in contents["actions"]]
    refs = {goal["ref"] for goal in contents["goals"]}
    return Spoken(
        aims=[_aim(goal, [step for ref, step in steps if ref == goal["ref"]]) for goal in contents["goals"]],
        other_steps=[step for ref, step in steps if ref not in refs],
        decisions=contents["decisions"],
        can_stop=contents["can_stop"],
        review_on=date.fromisoformat(contents["review_on"]) if contents["review_on"] else None,
    )


def _aim(goal: dict, steps: list[Step]) -> Aim:
    return Aim(goal["ref"], goal["wording"], _of_scale(goal, "importance"), steps)


def _step(action: dict) -> Step:
    parts = [action["how_much"], action["how_often"], action["when"], action["where"], _who(action)]
    return Step(
        ref=action["ref"],
        what=action["what"],
        fit=" · ".join(part.strip() for part in parts if part.strip()),
        if_then=_if_then(action["if_this"].strip(), action["then_that"].strip()),
        sure=_of_scale(action, "confidence"),
    )


def _who(action: dict) -> str:
    """Nothing where the person does it alone; the plan is theirs."""
    words = action["who_words"].strip()
    if action["who"] == "professional":
        return f"done by the team: {words}" if words else "done by the team"
    return words if action["who"] == "other" or words.startswith("with ") or not words else f"with {words}"


def _if_then(if_this: str, then_that: str) -> str:
    if not then_that:
        return f"If {if_this} …" if if_this else ""
    return f"If {if_this}, then {then_that}" if if_this else f"If something gets in the way, then {then_that}"


def _of_scale(row: dict, column: str) -> str:
    """ "9 out of 10": the number with the top of its scale."""
    return "" if row[column] is None else f"{row[column]} out of {row[f'{column}_to']}"
