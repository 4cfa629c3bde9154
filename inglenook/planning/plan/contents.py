"""A plan as it stands, whole: what a version keeps and what every page and paper of it is made from."""

import hashlib
import json

from django.db.models import Case, OuterRef, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from inglenook.core.rows import rows_of

from ..models import Action, Conversation, Goal, Plan
from .fields import shown

GOAL = ("ref", "wording", "importance", "importance_from", "importance_to", "in_own_hand")
ACTION = (
    "ref", "what", "how_much", "when", "where", "how_often", "who", "who_words", "if_this", "then_that",
    "confidence", "confidence_from", "confidence_to",
)  # fmt: skip


def with_contents(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans with what `contents_of` needs, and the finished steps, read in the same statement."""
    about = {"plan_id": OuterRef("pk")}
    goals = Goal.objects.filter(**about, state=Goal.State.CURRENT)
    actions = Action.objects.filter(**about, state=Action.State.CURRENT)
    led_to = When(goal__state=Goal.State.CURRENT, then=Cast("goal__ref", TextField()))
    goal = Case(led_to, default=Value("", output_field=TextField()))
    return plans.annotate(
        goal_rows=rows_of(goals, GOAL),
        action_rows=rows_of(actions, ACTION, goal=goal),
        done_rows=rows_of(Action.objects.filter(**about, state=Action.State.DONE), ("what",), goal=goal),
    )


def contents_of(plan: Plan, conversation: Conversation | None = None) -> dict:
    """The plan as a JSON mapping: goals, actions, can_stop, review_on, and of the talk: agenda, decisions, with_whom.

    Goals and actions carry their ref, by which two versions are compared; an action its goal's ref or nothing.
    """
    rows = plan if hasattr(plan, "goal_rows") else with_contents(Plan.objects.filter(pk=plan.pk)).get()
    return {
        "goals": rows.goal_rows,
        "actions": rows.action_rows,
        "can_stop": plan.can_stop,
        "review_on": shown(plan.review_on),
        "agenda": _agenda_of(conversation),
        "decisions": conversation.decisions if conversation else "",
        "with_whom": conversation.with_whom if conversation else "",
    }


def _agenda_of(conversation: Conversation | None) -> list[dict]:
    if conversation is None:
        return []
    return list(conversation.agenda.filter(removed_at=None).values("wording", "raised_by"))


def digest_of(contents: dict) -> str:
    """Short enough for a form, and different whenever the contents read differently."""
    return hashlib.sha256(json.dumps(contents, sort_keys=True).encode()).hexdigest()[:32]
