"""A plan as it stands, whole: what a version keeps and what every page and paper of it is made from."""

import hashlib
import json

from ..models import Action, Conversation, Goal, Plan
from .fields import shown

GOAL = ("wording", "importance", "importance_from", "importance_to", "in_own_hand")
ACTION = (
    "what", "how_much", "when", "where", "how_often", "who", "who_words", "if_this", "then_that",
    "confidence", "confidence_from", "confidence_to",
)  # fmt: skip


def contents_of(plan: Plan, conversation: Conversation | None = None) -> dict:
    """The plan as a JSON mapping: goals, actions, can_stop, review_on, and of the talk: agenda, decisions, with_whom.

    Goals and actions carry their ref, by which two versions are compared; an action its goal's ref or nothing.
    """
    goals = plan.goals.filter(state=Goal.State.CURRENT)
    actions = plan.actions.filter(state=Action.State.CURRENT).select_related("goal")
    return {
        "goals": [_of(goal, GOAL) for goal in goals],
        "actions": [_of(action, ACTION) | {"goal": _goal_of(action)} for action in actions],
        "can_stop": plan.can_stop,
        "review_on": shown(plan.review_on),
        "agenda": _agenda_of(conversation),
        "decisions": conversation.decisions if conversation else "",
        "with_whom": conversation.with_whom if conversation else "",
    }


def _of(row: Goal | Action, columns: tuple[str, ...]) -> dict:
    return {"ref": str(row.ref)} | {column: getattr(row, column) for column in columns}


def _goal_of(action: Action) -> str:
    goal = action.goal
    return str(goal.ref) if goal and goal.state == Goal.State.CURRENT else ""


def _agenda_of(conversation: Conversation | None) -> list[dict]:
    if conversation is None:
        return []
    return list(conversation.agenda.filter(removed_at=None).values("wording", "raised_by"))


def digest_of(contents: dict) -> str:
    """Short enough for a form, and different whenever the contents read differently."""
    return hashlib.sha256(json.dumps(contents, sort_keys=True).encode()).hexdigest()[:32]
