"""The door of the house check for other rooms: how organisations stand, part by part, and how they stood before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..models import Check
from .rules import checklists, part_score, total


@dataclass(frozen=True)
class Standing:
    """One organisation's newest check: the mean of each part by its code, and of all parts."""

    organisation_id: int
    name: str
    on: date
    parts: dict[str, Decimal | None]
    total: Decimal | None


def standings(organisations: Iterable[int], checklist: str = "house") -> list[Standing]:
    """The newest check of each of these organisations that has one, by name."""
    newest = (
        Check.objects.filter(organisation__in=list(organisations), checklist=checklist)
        .order_by("organisation_id", "-on", "-pk")
        .distinct("organisation_id")
        .select_related("organisation")
    )
    return sorted(map(standing, newest), key=lambda one: one.name)


def standing(check: Check) -> Standing:
    """How one check scores."""
    whole = checklists()[check.checklist]
    parts = {part.code: part_score(part, check.marks) for part in whole.parts}
    return Standing(check.organisation_id, check.organisation.name, check.on, parts, total(whole, check.marks))
