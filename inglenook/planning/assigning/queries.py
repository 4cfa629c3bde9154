"""The plan's tasks as pages read them."""

from django.db.models import F, QuerySet

from inglenook.core.models import User
from inglenook.people.api import title_of

from ..models import Plan, PlanTask


def tasks_of(plan: Plan) -> QuerySet[PlanTask]:
    """What the plan asks of whom, what is open first."""
    rows = PlanTask.objects.filter(plan=plan).select_related("goal", "action", "decision")
    return rows.order_by(F("done_at").desc(nulls_first=True), "due_on", "pk")


def words_of(owner: User | None) -> str:
    """Whose something is, in words the person can read; nothing is the person."""
    return f"{owner.name}, {title_of(owner)}" if owner else ""
