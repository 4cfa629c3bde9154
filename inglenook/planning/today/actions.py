"""Verbs of "Today": raise what is urgent, see to tasks, follow up actions, close a review."""

from datetime import date

from django.db import connection, transaction

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.people.models import Person, Result, Target, UrgentResult

from ..actions import end_task, raise_task, take_step
from ..models import Action, FollowUp, Plan, ReviewCycle, Task
from . import urgent
from .rules import FOLLOW_UP_WITHIN, UNDO_FOR, next_review


class Refused(Exception):
    """What was asked cannot be done now. The message is fit to be shown."""


def raise_urgent(*, on: date | None = None) -> int:
    """Put every newer result past its urgent threshold on a professional's list; how many were put there.

    One statement over everybody; asked twice it raises nothing twice. `on` is the day it counts from (today).
    """
    now = clock.now()
    now = now.replace(year=on.year, month=on.month, day=on.day) if on else now
    with access.working(), connection.cursor() as cursor:
        cursor.execute(*urgent.statement(now))
        return cursor.rowcount


@transaction.atomic
def acknowledge(*, task: Task, by: User, note: str) -> None:
    """A professional has seen an urgent result and says what happens; the person's pages may now show it.

    Raises Refused for whoever may not read the result, and without a note.
    """
    if not note.strip():
        raise Refused("Say what you did or will do about it.")
    if not Result.objects.filter(pk=task.result_id).exists():
        raise Refused("Somebody who may read the result has to look at it.")
    with access.working():
        UrgentResult.objects.filter(result_id=task.result_id, seen_at=None).update(seen_at=clock.now(), seen_by=by)
    end_task(task=task, by=by, note=note)


@transaction.atomic
def finish(*, task: Task, by: User, note: str = "") -> None:
    """Done. An urgent result is acknowledged instead: it asks for a note."""
    if task.kind == Task.Kind.URGENT_RESULT:
        acknowledge(task=task, by=by, note=note)
    else:
        end_task(task=task, by=by, note=note)


@transaction.atomic
def undo_finish(*, task: Task, by: User) -> None:
    """Open again what was closed a moment ago. Raises Refused later than that, and for urgent results."""
    if not may_undo(task):
        raise Refused("It is too long ago to undo.")
    task.done_at, task.closing_note, task.written_by = None, "", by
    task.save(update_fields=["done_at", "closing_note", "written_by", "written_at"])


def may_undo(task: Task) -> bool:
    was_just_done = task.done_at is not None and clock.now() - task.done_at <= UNDO_FOR
    return was_just_done and task.kind != Task.Kind.URGENT_RESULT


@transaction.atomic
def hand_over(*, item: Task | FollowUp, to: User, by: User) -> None:
    """Somebody else has it from now on; their list shows it."""
    item.owner, item.written_by = to, by
    item.save(update_fields=["owner", "written_by", "written_at"])


@transaction.atomic
def snooze(*, task: Task, until: date, because: str, by: User) -> None:
    """Put off to a later day, with the reason. Raises Refused for what is urgent and for days that are not ahead."""
    if task.kind == Task.Kind.URGENT_RESULT:
        raise Refused("An urgent result cannot be put off. Hand it over if you cannot see to it.")
    if until <= clock.today():
        raise Refused("Choose a day after today.")
    task.snoozed_until, task.snoozed_because, task.written_by = until, because, by
    task.save(update_fields=["snoozed_until", "snoozed_because", "written_by", "written_at"])


OPEN_FOLLOW_UPS = """
INSERT INTO planning_followup (person_id, action_id, owner_id, due_on)
SELECT person_id, id, coalesce(owner_id, %(owner)s), %(due_on)s FROM planning_action
WHERE plan_id = %(plan)s AND state = 'current'
ON CONFLICT (action_id) WHERE done_at IS NULL DO NOTHING
"""


def open_follow_ups(*, plan: Plan, owner: User, agreed_on: date) -> int:
    """Ask after every action under way within 14 days of agreeing it; how many follow-ups were opened.

    An action that has an open follow-up keeps that one. The action's own owner asks, else `owner`.
    """
    values = {"plan": plan.pk, "owner": owner.pk, "due_on": agreed_on + FOLLOW_UP_WITHIN}
    with connection.cursor() as cursor:
        cursor.execute(OPEN_FOLLOW_UPS, values)
        return cursor.rowcount


@transaction.atomic
def record_follow_up(
    *, follow_up: FollowUp, outcome: str, their_words: str, next_step: str, by: User, next_on=None, smaller: str = ""
) -> FollowUp | None:
    """How it went, and what comes next: "keep", "smaller", "done" or "stop". Gives the next follow-up, if any.

    Recording one that is closed already changes nothing. Raises Refused when the action has no smaller wording.
    """
    follow_up = FollowUp.objects.select_for_update(of=("self",)).select_related("action").get(pk=follow_up.pk)
    if follow_up.done_at:
        return None
    _go_on(follow_up.action, next_step, smaller, by)
    follow_up.outcome, follow_up.their_words = outcome, their_words
    follow_up.done_at, follow_up.written_by = clock.now(), by
    follow_up.save(update_fields=["outcome", "their_words", "done_at", "written_by", "written_at"])
    return _ask_again(follow_up, next_on, by) if next_step in ("keep", "smaller") else None


def _go_on(action: Action, next_step: str, smaller: str, by: User) -> None:
    if next_step == "smaller" and not smaller.strip():
        raise Refused("Say what would be small enough.")
    if next_step == "smaller":
        action.what = smaller.strip()
    elif next_step in ("done", "stop"):
        action.state = Action.State.DONE if next_step == "done" else Action.State.STOPPED
    action.written_by = by
    action.save(update_fields=["what", "state", "written_by", "written_at"])


def _ask_again(follow_up: FollowUp, next_on: date | None, by: User) -> FollowUp:
    latest = clock.today() + FOLLOW_UP_WITHIN
    return FollowUp.objects.create(
        person_id=follow_up.person_id,
        action_id=follow_up.action_id,
        owner_id=follow_up.owner_id,
        due_on=min(next_on or latest, latest),
        written_by=by,
    )


@transaction.atomic
def tell_how_it_went(*, follow_up: FollowUp, by: User, **went) -> FollowUp | None:
    """The same, said by the person: a "not yet" or a "stop" goes to the owner's list, so that somebody answers."""
    following = record_follow_up(follow_up=follow_up, by=by, **went)
    if went["outcome"] in (FollowUp.Outcome.NOT_YET, FollowUp.Outcome.STOP):
        raise_task(
            key=f"follow_up:{follow_up.pk}",
            kind=Task.Kind.FOLLOW_UP,
            person=follow_up.person,
            reason="Said how it went: " + FollowUp.Outcome(went["outcome"]).label,
            due_at=clock.now() + FOLLOW_UP_WITHIN / 2,
            owner=follow_up.owner,
            follow_up=follow_up,
        )
    return following


@transaction.atomic
def tell_otherwise(*, follow_up: FollowUp, outcome: str, their_words: str, by: User, **_next) -> None:
    """The person says it went otherwise than was written before; what stood there stays in the history."""
    follow_up.outcome, follow_up.their_words, follow_up.written_by = outcome, their_words, by
    follow_up.save(update_fields=["outcome", "their_words", "written_by", "written_at"])


@transaction.atomic
def close_review(*, cycle: ReviewCycle, by: User, on: date | None = None, note: str = "") -> ReviewCycle:
    """Close a cycle whose plan has been looked back on, and open the next one for the next birthday month.

    Raises StepRefused when the cycle has no plan to look back on.
    """
    day = on or clock.today()
    take_step(cycle=cycle, step="review", by=by, on=day, note=note)
    return ReviewCycle.objects.create(
        person_id=cycle.person_id,
        due_on=next_review(cycle.person.birth_date, day),
        reasons=["birthday_month"],
        previous=cycle,
        owner_id=cycle.owner_id,
        state_since=day,
    )


@transaction.atomic
def agree_target(*, person: Person, measure: str, low: float | None, high: float | None, by: User) -> Target:
    """Keep the range this person agreed for one measure, in its unit; a newer one replaces it."""
    target, _ = Target.objects.update_or_create(
        person=person,
        measure=measure,
        defaults={"low": low, "high": high, "agreed_on": clock.today(), "agreed_with": by, "written_by": by},
    )
    return target
