"""Verbs of the plan's tasks: give one to somebody, finish it, open it again."""

import uuid
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from inglenook.core import access, clock
from inglenook.core.models import User

from ..actions import end_task, raise_task
from ..models import Plan, PlanTask, Task
from ..plan.fields import NotSaved, text
from ..today.actions import undo_finish

NEEDED = "Say what is to be done."
DAY_ENDS = time(17, 30)


@transaction.atomic
def assign(
    *, plan: Plan, ref: uuid.UUID, what: str, owner: User | None, due_on: date, by: User, words: str = "", **about
) -> PlanTask:
    """Something for one of the team, or with no owner for the person, to do by a day. Raises NotSaved.

    `ref` names it, so that sending it twice gives it once; `words` says whose it is; `about` names the goal, action or
    decision it belongs to. A colleague's stands on their list too.
    """
    values = {"plan": plan, "person_id": plan.person_id, "owner": owner, "owner_words": words, "due_on": due_on}
    values |= {"what": text(500, needed=NEEDED)(what.strip(), None), "written_by": by}
    task, is_new = PlanTask.objects.get_or_create(ref=ref, defaults=values | about)
    if is_new and owner:
        raise_task(
            key=f"plan_task:{task.pk}",
            kind=Task.Kind.PLAN,
            person=plan.person,
            reason=task.what,
            due_at=timezone.make_aware(datetime.combine(due_on, DAY_ENDS)),
            owner=owner,
            plan_task=task,
        )
    return task


@transaction.atomic
def finish(*, task: PlanTask, by: User) -> None:
    """Done. A colleague's leaves their list; the person finishes their own alone. Raises NotSaved."""
    _must_be_theirs(task, by)
    listed = Task.objects.filter(plan_task=task).first()
    if listed:
        end_task(task=listed, by=by)
    else:
        _set_done(task, clock.now(), by)


@transaction.atomic
def open_again(*, task: PlanTask, by: User) -> None:
    """Not done after all. Raises NotSaved for somebody else's."""
    _must_be_theirs(task, by)
    listed = Task.objects.filter(plan_task=task).first()
    if listed:
        undo_finish(task=listed, by=by)
    else:
        _set_done(task, None, by)


def _must_be_theirs(task: PlanTask, by: User) -> None:
    if task.owner_id and task.person.user_id == by.pk:
        raise NotSaved("This is for your team to do.")


def _set_done(task: PlanTask, at: datetime | None, by: User) -> None:
    task.done_at, task.written_by = at, by
    task.save(update_fields=["done_at", "written_by", "written_at"])


def keep_in_step(task: Task) -> None:
    """What is true of a colleague's task on "Today" is true of it in the plan: whose it is, whether it is done."""
    with access.working():
        now = {"done_at": task.done_at, "owner": task.owner}
        if not PlanTask.objects.filter(pk=task.plan_task_id, owner=task.owner).exists():
            now["owner_words"] = task.owner.name if task.owner else ""
        PlanTask.objects.filter(pk=task.plan_task_id).update(**now)
