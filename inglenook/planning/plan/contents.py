"""A plan as it stands, whole: what a version keeps and what every page and paper of it is made from."""

import hashlib
import json

from django.db.models import Case, F, Model, OuterRef, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from inglenook.core.prepared import prepared
from inglenook.core.rows import rows_of

from ..models import (
    Action,
    ContingencyPlan,
    Conversation,
    Formulation,
    Goal,
    Need,
    Plan,
    SharedDecision,
    StageGoal,
    Strength,
    SupportPlan,
)
from .fields import shown

GOAL = ("ref", "wording", "importance", "importance_from", "importance_to", "in_own_hand", "outcomes")
ACTION = (
    "ref", "what", "how_much", "when", "where", "how_often", "who", "who_words", "who_role", "who_team", "who_contact",
    "if_this", "then_that", "confidence", "confidence_from", "confidence_to", "review_on", "state_words",
)  # fmt: skip
PREPARED = ("places", "made_by", "completed_by")
REVIEWED = ("review_on", "reviewers")
LISTS: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "strengths": (Strength, ("ref", "wording")),
    "needs": (Need, ("ref", "wording")),
    "formulations": (Formulation, ("ref", "wording", "made_on", *PREPARED)),
    "support": (SupportPlan, ("ref", "name", "wording", *PREPARED, *REVIEWED)),
}
CONTINGENCY = (
    "ref", "name", "triggers", "early_signs", "what_to_do", "contacts", "coping", "medicines", "statement",
    "statement_on", "statement_at", "agreed_with", "is_agreed", *PREPARED, *REVIEWED,
)  # fmt: skip
DECISION = ("ref", "about", "matters", "status", "decided", "agreed_by", "review_on")
ON_THE_PLAN = ("funding", "documents", "left_out", *PREPARED, "reviewers")


def with_contents(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans with what `contents_of` needs, and the finished steps, read in the same statement."""
    about = {"plan_id": OuterRef("pk")}
    goals = Goal.objects.filter(**about, state=Goal.State.CURRENT)
    actions = Action.objects.filter(**about, state=Action.State.CURRENT)
    stages = StageGoal.objects.filter(**about, removed_at=None, action__state=Action.State.CURRENT)
    led_to = When(goal__state=Goal.State.CURRENT, then=Cast("goal__ref", TextField()))
    goal = Case(led_to, default=Value("", output_field=TextField()))
    by = F("written_by__name")
    return plans.annotate(
        goal_rows=rows_of(goals, GOAL, by=by, need=F("need__wording")),
        action_rows=rows_of(actions, ACTION, by=by, goal=goal),
        stage_rows=rows_of(stages, ("ref", "wording", "outcome", "state"), by=by, action=F("action__ref")),
        done_rows=rows_of(Action.objects.filter(**about, state=Action.State.DONE), ("what",), goal=goal),
        **{f"{name}_rows": _standing(model, columns) for name, (model, columns) in LISTS.items()},
        choice_rows=_choices(about),
        contingency_rows=_standing(ContingencyPlan, CONTINGENCY),
    )


@prepared
def _contents_of(plan_id: int) -> QuerySet[Plan]:
    return with_contents(Plan.objects.filter(pk=plan_id))


def _choices(about: dict):
    rows = SharedDecision.objects.filter(**about).exclude(status=SharedDecision.Status.CANCELLED)
    return rows_of(rows, DECISION, choice=F("choice__name"), leaning=F("leaning__name"), by=F("written_by__name"))


def _standing(model: type[Model], columns: tuple[str, ...]):
    rows = model._default_manager.filter(plan_id=OuterRef("pk"), removed_at=None)
    return rows_of(rows, columns, by=F("written_by__name"))


def contents_of(plan: Plan, conversation: Conversation | None = None) -> dict:
    """The plan as a JSON mapping: goals, actions, choices, can_stop, review_on and other parts; of the talk: agenda,
    decisions, with_whom.

    Rows carry their ref, by which two versions are compared, and `by`, who wrote them last; an action its goal's ref
    or nothing, a stage goal its action's.
    """
    rows = plan if hasattr(plan, "goal_rows") else _contents_of(plan.pk)[0]
    return {
        "goals": rows.goal_rows,
        "actions": rows.action_rows,
        "stage_goals": rows.stage_rows,
        "choices": rows.choice_rows,
        **{name: getattr(rows, f"{name}_rows") for name in (*LISTS, "contingency")},
        **{column: getattr(plan, column) for column in ON_THE_PLAN},
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
