"""Shared decisions as pages read them."""

from django.db.models import OuterRef, QuerySet

from inglenook.core import clock
from inglenook.core.rows import rows_of
from inglenook.people.models import Condition, ConditionGroupCode, Person

from ..models import Option, SharedDecision
from .grids import Grid, fitting_first
from .parts import PARTS


def decisions_of(person: Person) -> QuerySet[SharedDecision]:
    """Everything they decide or have decided, what is open first."""
    return SharedDecision.objects.filter(person=person).select_related("choice", "leaning").order_by("status", "-pk")


WITH = ("person__preferences", "choice", "leaning", "decided_with", "plan", "withheld")


def with_record(ref) -> SharedDecision | None:
    """One decision with its person, and as `<part>_rows` what more is kept of it. One statement."""
    parts = {
        f"{part.code}_rows": rows_of(part.model.objects.filter(decision=OuterRef("pk")), ("ref", *part.columns))
        for part in PARTS.values()
        if part.many
    }
    return SharedDecision.objects.select_related(*WITH).annotate(**parts).filter(ref=ref).first()


def read(ref) -> SharedDecision | None:
    """One decision with its person, and in `ways` its options, each with `benefits` and `harms`. Three statements."""
    decision = SharedDecision.objects.select_related(*WITH).filter(ref=ref).first()
    if decision:
        decision.ways = list(decision.options.prefetch_related("effects"))
        for option in decision.ways:
            _part(option)
    return decision


def _part(option: Option) -> None:
    effects = list(option.effects.all())
    option.benefits = [effect for effect in effects if effect.kind == "benefit"]
    option.harms = [effect for effect in effects if effect.kind == "harm"]


def grids_for(person: Person) -> list[Grid]:
    """Prepared grids, those for the person's conditions first."""
    theirs = Condition.objects.active(clock.today()).filter(person=person)
    codes = ConditionGroupCode.objects.filter(code__in=theirs.values("code"))
    return fitting_first(codes.values_list("group_id", flat=True).distinct())
