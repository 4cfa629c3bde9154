"""Scales of goals and the score of all of somebody's."""

from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery

from inglenook.people.models import Person

from ..models import Attainment, AttainmentScale, Goal
from .rules import Scored, t_score


@dataclass(frozen=True)
class Together:
    """All scaled goals of somebody: T at first and now, over how many goals. None while nothing is noted."""

    first: float | None
    now: float | None
    goals: int


def together(person: Person) -> Together:
    """The score over goals in the plan whose scale is in use. One statement."""
    rows = _scales(person).values_list("weight", "first", "now")
    noted = [row for row in rows if row[2] is not None]
    return Together(
        first=t_score(Scored(weight, first) for weight, first, _now in noted),
        now=t_score(Scored(weight, now) for weight, _first, now in noted),
        goals=len(noted),
    )


def _scales(person: Person) -> QuerySet[AttainmentScale]:
    levels = Attainment.objects.filter(scale=OuterRef("pk"))
    used = AttainmentScale.objects.filter(person=person, put_away_at=None).exclude(goal__state=Goal.State.SET_ASIDE)
    return used.annotate(
        first=Subquery(levels.order_by("on", "pk").values("level")[:1]),
        now=Subquery(levels.order_by(F("on").desc(), "-pk").values("level")[:1]),
    )
