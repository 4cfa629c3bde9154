"""The plan's tasks as pages read them."""

from django.db.models import F, OuterRef, QuerySet

from inglenook.core.models import User
from inglenook.core.rows import rows_of
from inglenook.people.api import title_of

from ..models import Action, Goal, Plan, PlanTask, SharedDecision

# What a task may belong to: its model, the column that says what it is, and which of them are current.
THINGS = {
    "goal": (Goal, "wording", {"state": Goal.State.CURRENT}),
    "action": (Action, "what", {"state": Action.State.CURRENT}),
    "decision": (SharedDecision, "about", {}),
}


def with_things(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans with `goal_rows`, `action_rows` and `decision_rows`: pk, ref and words of each."""
    rows = {
        f"{kind}_rows": rows_of(model.objects.filter(plan=OuterRef("pk"), **current), ("pk", "ref"), words=F(column))
        for kind, (model, column, current) in THINGS.items()
    }
    return plans.annotate(**rows)


def tasks_of(plan: Plan) -> QuerySet[PlanTask]:
    """What the plan asks of whom, what is open first."""
    rows = PlanTask.objects.filter(plan=plan).select_related("goal", "action", "decision")
    return rows.order_by(F("done_at").desc(nulls_first=True), "due_on", "pk")


def words_of(owner: User | None) -> str:
    """Whose something is, in words the person can read; nothing is the person."""
    return f"{owner.name}, {title_of(owner)}" if owner else ""
