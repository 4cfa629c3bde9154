"""Verbs of the plan: goals and actions added, ordered, ended and brought back."""

import uuid

from django.db import transaction
from django.db.models import Max

from inglenook.core.models import User

from ..models import Action, Goal, Plan
from .fields import text, LONG


@transaction.atomic
def add_goal(*, plan: Plan, ref: uuid.UUID, wording: str, by: User, conversation=None, in_own_hand=False) -> Goal:
    """One more goal, at the end. `ref` names it, so that sending it twice adds it once."""
    goal, _ = Goal.objects.get_or_create(
        ref=ref,
        defaults={
            "plan": plan,
            "person_id": plan.person_id,
            "conversation": conversation,
            "wording": text(LONG)(wording.strip(), None),
            "in_own_hand": in_own_hand,
            "position": _next_position(plan.goals),
            "written_by": by,
        },
    )
    return goal


@transaction.atomic
def add_action(*, plan: Plan, ref: uuid.UUID, what: str, by: User, goal: Goal | None = None) -> Action:
    """One more action, towards a goal or by itself, at the end."""
    action, _ = Action.objects.get_or_create(
        ref=ref,
        defaults={
            "plan": plan,
            "person_id": plan.person_id,
            "goal": goal,
            "what": text(LONG)(what.strip(), None),
            "position": _next_position(plan.actions),
            "written_by": by,
        },
    )
    return action


def _next_position(rows) -> int:
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def end(*, row: Goal | Action, state: str, by: User) -> None:
    """A goal or action reaches another state of its own; `current` brings it back."""
    row.state, row.written_by = state, by
    row.save(update_fields=["state", "written_by", "written_at"])
