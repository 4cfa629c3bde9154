"""Goals and activities that others recorded, beside the person's own plan: taken into it, said anew, or set aside."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from inglenook.core.models import User
from inglenook.core.rows import rows_of
from inglenook.people.models import Person, RecordedGoal, RecordedPlan

from ..models import Action, Adoption, Goal, Plan
from .actions import add_action, add_goal

GOAL, ACTIVITY = "goal", "activity"
MODELS = {GOAL: RecordedGoal, ACTIVITY: RecordedPlan}
OVER = ("cancelled", "completed", "entered-in-error", "rejected", "revoked")


@dataclass(frozen=True)
class Imported:
    """One goal or activity as somebody else recorded it, and what became of it here.

    `ref` is the goal's or action's that it became; `is_aside` that the person does not want it.
    """

    kind: str
    pk: int
    text: str
    source: str
    is_over: bool
    ref: str = ""
    is_aside: bool = False

    @property
    def is_open(self) -> bool:
        return not (self.ref or self.is_aside or self.is_over)


def with_imported(rows: QuerySet, person: str = "person_id") -> QuerySet:
    """Rows about a person (the column `person`) with what `imported_of` needs, read in the same statement."""
    about = {"person": OuterRef(person)}
    return rows.annotate(
        recorded_goal_rows=_rows(RecordedGoal.objects.filter(**about), "recorded_goal", "wording", "display"),
        recorded_plan_rows=_rows(RecordedPlan.objects.filter(**about), "recorded_plan", "activities"),
    )


def imported_of(row) -> list[Imported]:
    """Everything of the kind that is recorded about the person of a row of `with_imported`."""
    return [*_goals(row.recorded_goal_rows), *_activities(row.recorded_plan_rows)]


def imported_for(person: Person) -> list[Imported]:
    """The same for a person who has no plan yet."""
    return imported_of(with_imported(Person.objects.filter(pk=person.pk), "pk").get())


def _rows(recorded: QuerySet, column: str, *names: str):
    adoptions = Adoption.objects.filter(**{column: OuterRef("pk")})
    taken = rows_of(adoptions, ("activity",), goal=F("goal__ref"), action=F("action__ref"))
    rows = recorded.annotate(taken=taken, source_name=F("source__name")).order_by("pk")
    return rows_of(rows, ("pk", "status", "source_name", "taken", *names))


def _goals(rows: list[dict]) -> Iterator[Imported]:
    for row in rows:
        if text := row["wording"] or row["display"]:
            yield _imported(GOAL, row, text, row["taken"][0] if row["taken"] else None)


def _activities(rows: list[dict]) -> Iterator[Imported]:
    for row in rows:
        taken = {one["activity"]: one for one in row["taken"]}
        yield from (_imported(ACTIVITY, row, text, taken.get(text)) for text in row["activities"])


def _imported(kind: str, row: dict, text: str, taken: dict | None) -> Imported:
    ref = (taken["goal"] or taken["action"] or "") if taken else ""
    return Imported(kind, row["pk"], text, row["source_name"], row["status"] in OVER, ref, bool(taken and not ref))


@transaction.atomic
def adopt(*, plan: Plan, kind: str, pk: int, text: str, by: User) -> Goal | Action | None:
    """Take a recorded goal or activity into the plan, in its words; asked twice, it stands there once.

    404 when it is not recorded about the plan's person. What was set aside before is taken in after all.
    """
    adoption = _adoption(plan, kind, pk, text, by)
    if adoption.goal or adoption.action:
        return adoption.goal or adoption.action
    if kind == GOAL:
        adoption.goal = add_goal(plan=plan, ref=uuid.uuid4(), wording=_words(adoption), by=by)
    else:
        adoption.action = add_action(plan=plan, ref=uuid.uuid4(), what=text, by=by)
    adoption.written_by = by
    adoption.save()
    return adoption.goal or adoption.action


def set_aside(*, plan: Plan, kind: str, pk: int, text: str, by: User) -> None:
    """Say that a recorded goal or activity is not wanted. The original stays where it is."""
    _adoption(plan, kind, pk, text, by)


@transaction.atomic
def bring_back(*, plan: Plan, kind: str, pk: int, text: str) -> None:
    """What was set aside is open again."""
    Adoption.objects.filter(goal=None, action=None, **_about(plan, kind, pk, text)).delete()


def _adoption(plan: Plan, kind: str, pk: int, text: str, by: User) -> Adoption:
    about = _about(plan, kind, pk, text)
    return Adoption.objects.select_for_update(of=("self",)).get_or_create(**about, defaults={"written_by": by})[0]


def _about(plan: Plan, kind: str, pk: int, text: str) -> dict:
    recorded = get_object_or_404(MODELS[kind], pk=pk, person=plan.person_id)
    if kind == GOAL:
        return {"person_id": plan.person_id, "recorded_goal": recorded}
    if text not in recorded.activities:
        raise Http404("No such activity")
    return {"person_id": plan.person_id, "recorded_plan": recorded, "activity": text}


def _words(adoption: Adoption) -> str:
    recorded = adoption.recorded_goal
    return recorded.wording or recorded.display
