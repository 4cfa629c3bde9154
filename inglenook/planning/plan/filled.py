"""What of the whole plan is filled, what was left out on purpose, what is still open. Nothing follows from it."""

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from inglenook.core.models import User

from ..models import Plan
from .parts import PARTS
from .speaking import Spoken

SHOWN = ("strengths", "needs", "goals", "story", "unwell", "support", "about")


@dataclass(frozen=True)
class Filled:
    """One section: what it is called, how much stands there, and whether it was left out on purpose."""

    code: str
    title: str
    count: int
    is_left_out: bool
    href: str


def filled(plan: Plan, said: Spoken) -> list[Filled]:
    """The plan's sections in their order; `href` is where one writes."""
    counts = {
        "strengths": len(said.strengths),
        "needs": len(said.needs),
        "goals": len(said.aims),
        "story": len(said.formulations),
        "unwell": len(said.contingency),
        "support": len(said.support),
        "about": len(said.about),
    }
    return [Filled(code, PARTS[code].title, counts[code], code in plan.left_out, _where(plan, code)) for code in SHOWN]


def _where(plan: Plan, code: str) -> str:
    return reverse("plan_about" if code == "about" else f"new_{code}", args=[plan.ref])


@transaction.atomic
def leave_out(*, plan: Plan, code: str, by: User, back: bool = False) -> None:
    """Say that a section is left out on purpose, or (`back`) that it is not. Raises KeyError for no section."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    left = set(plan.left_out) - {PARTS[code].code}
    plan.left_out = sorted(left if back else left | {code})
    plan.written_by = by
    plan.save(update_fields=["left_out", "written_by", "written_at"])
