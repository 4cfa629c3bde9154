"""Verbs that every step of the cycle shares: taking a step, raising and ending a task."""

from datetime import date, datetime

from django.db import transaction

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.people.models import Person

from .models import CycleEvent, ReviewCycle, Task
from .rules import OPEN_STATES, STEPS, may_take


class StepRefused(Exception):
    """The cycle is in a state from which this step may not be taken. The message is fit to be shown."""


@transaction.atomic
def take_step(*, cycle: ReviewCycle, step: str, by: User | None, on: date | None = None, note: str = "") -> CycleEvent:
    """Move a cycle along one step of `rules.STEPS` and record it. Raises StepRefused.

    The row is locked, so that two people taking a step at once take it once each, in order.
    """
    cycle = ReviewCycle.objects.select_for_update().get(pk=cycle.pk)
    if not may_take(step, cycle.state):
        raise StepRefused(f"“{STEPS[step].title}” cannot follow “{cycle.get_state_display()}”.")
    if not cycle.is_open and STEPS[step].ends in OPEN_STATES and _has_newer(cycle):
        raise StepRefused("Their next review is open already.")
    day = on or clock.today()
    event = CycleEvent.objects.create(
        cycle=cycle,
        person_id=cycle.person_id,
        step=step,
        from_state=cycle.state,
        to_state=STEPS[step].ends,
        on=day,
        code=STEPS[step].code,
        note=note,
        by=by,
    )
    cycle.state, cycle.state_since = STEPS[step].ends, day
    cycle.closed_at = None if cycle.is_open else clock.now()
    cycle.save(update_fields=["state", "state_since", "closed_at"])
    return event


def _has_newer(cycle: ReviewCycle) -> bool:
    return ReviewCycle.objects.filter(person_id=cycle.person_id, state__in=OPEN_STATES).exists()


def raise_task(
    *, key: str, kind: str, person: Person, reason: str, due_at: datetime, owner: User | None = None, **about
) -> Task:
    """Put one thing on somebody's list; asked twice with one key, it stands there once.

    Raised as a consequence of something else, so it is written whatever the actor may write. `about` names the
    result, answer or follow-up it is about.
    """
    with access.working():
        task, _ = Task.objects.get_or_create(
            key=key,
            defaults={
                "kind": kind,
                "person": person,
                "reason": reason,
                "due_at": due_at,
                "owner": owner,
                **about,
            },
        )
    return task


@transaction.atomic
def end_task(*, task: Task, by: User, note: str = "") -> None:
    """Close a task with a note. Closing it again changes nothing."""
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.done_at:
        return
    task.done_at, task.closing_note, task.written_by = clock.now(), note, by
    task.save(update_fields=["done_at", "closing_note", "written_by", "written_at"])
