"""Saving one field as it is typed, so that two people writing at once lose nothing."""

from dataclasses import dataclass

from django.db import models, transaction

from inglenook.core.models import User

from ..models import Action, Goal, Plan
from .fields import HALF, LONG, SHORT, Field, NotSaved, day, join, one_of, scale, text
from .merging import has_arrived

STATES_KEPT = 200
GOAL_NEEDED = "Say what the goal is, or take it off the plan."
ACTION_NEEDED = "Say what will be done, or take it off the plan."

FIELDS: dict[type[models.Model], dict[str, Field]] = {
    Plan: {
        "can_stop": Field("What can stop", text(LONG)),
        "review_on": Field("When we look again", day, joins=False),
    },
    Goal: {
        "wording": Field("Goal", text(LONG, needed=GOAL_NEEDED)),
        "importance": Field("How much it matters", scale("importance"), joins=False),
    },
    Action: {
        "what": Field("What", text(LONG, needed=ACTION_NEEDED)),
        "how_much": Field("How much", text(SHORT)),
        "when": Field("When", text(SHORT)),
        "where": Field("Where", text(SHORT)),
        "how_often": Field("How often", text(SHORT)),
        "who": Field("Who", one_of(Action.Who.values), joins=False),
        "who_words": Field("With whom", text(SHORT)),
        "if_this": Field("If", text(HALF)),
        "then_that": Field("Then", text(HALF)),
        "confidence": Field("How sure", scale("confidence"), joins=False),
    },
}


@dataclass(frozen=True)
class Saved:
    """What stands now, and whether both had changed the same words."""

    now: str
    both: bool = False


@transaction.atomic
def save_field(*, row: models.Model, column: str, field: Field, was: str, now: str, by: User) -> Saved:
    """Write what was typed into one column, joined with what somebody else wrote meanwhile. Raises NotSaved.

    `was` is what the writer began from. Sent twice, it changes nothing the second time. The row is locked, so that two
    savings follow one another.
    """
    row = type(row).objects.select_for_update().get(pk=row.pk)
    was, now, current = unbroken(was), unbroken(now), field.show(getattr(row, column))
    field.read(now, row)
    if current not in (was, now) and has_arrived([*_former(row, column, field), current], was, now):
        return Saved(current)
    merged = join(field, was=was, current=current, now=now)
    if merged.text != current:
        own = _own_words(row, column, by)
        setattr(row, column, field.read(merged.text, row))
        row.written_by = by
        row.save(update_fields=[column, *own, "written_by", "written_at"])
    return Saved(merged.text, merged.both)


def _former(row: models.Model, column: str, field: Field) -> list[str]:
    """What stood in this column before, oldest first; as far back as somebody could still be typing from."""
    states = row.history.order_by("-pk").values_list(column, flat=True)[:STATES_KEPT]
    return [field.show(state) for state in reversed(states)]


def unbroken(text: str) -> str:
    """Browsers end lines in two ways; one is kept."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _own_words(row: models.Model, column: str, by: User) -> list[str]:
    """The column that says whose hand a goal is in, once the person words it; what they wrote, nobody else rewords."""
    if column != "wording" or not hasattr(row, "in_own_hand"):
        return []
    if row.person.user_id == by.pk:
        row.in_own_hand = True
    elif row.in_own_hand:
        raise NotSaved("They wrote this goal themselves, so it stays as it is. Add a goal in the words you agree on.")
    return ["in_own_hand"]
