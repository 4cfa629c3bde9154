"""Verbs about an alert: acknowledge, close, open again, hand over. No line of its history is ever lost."""

from django.db import transaction

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.planning.actions import end_task
from inglenook.planning.models import Task

from ..models import Alert, AlertStep
from . import giving
from .api import note_step, tell_of_red_flag
from .ladder import undo_for

What = AlertStep.What


class Refused(Exception):
    """What was asked cannot be done now. The message is fit to be shown."""


@transaction.atomic
def acknowledge(*, alert: Alert, by: User, note: str) -> None:
    """Somebody has seen it and says what they will do: it is theirs from now on and climbs no further.

    Raises Refused without a note, and when somebody else was quicker.
    """
    alert = _locked(alert)
    if not note.strip():
        raise Refused("Say what you will do.")
    if alert.acknowledged_at:
        raise Refused(f"{alert.acknowledged_by.name} has seen it already.")
    alert.acknowledged_at, alert.acknowledged_by, alert.owner, alert.written_by = clock.now(), by, by, by
    alert.save()
    _tell_task(alert, by)
    note_step(alert, What.ACKNOWLEDGED, by=by, note=note.strip())


@transaction.atomic
def close(*, alert: Alert, by: User, note: str) -> None:
    """It is seen to; the note says how it ended. Closing it again changes nothing. Raises Refused without a note."""
    alert = _locked(alert)
    if alert.closed_at:
        return
    if not note.strip():
        raise Refused("Say how it ended.")
    alert.acknowledged_at, alert.acknowledged_by = alert.acknowledged_at or clock.now(), alert.acknowledged_by or by
    alert.closed_at, alert.closing_note, alert.written_by = clock.now(), note.strip(), by
    alert.save()
    with access.working():  # the task may stand on the list of somebody whose tasks this role does not write
        end_task(task=alert.task, by=by, note=note.strip())
    note_step(alert, What.CLOSED, by=by, note=note.strip())


@transaction.atomic
def reopen(*, alert: Alert, by: User) -> None:
    """Open again what was closed a moment ago; the note stays in the history. Raises Refused later than that."""
    alert = _locked(alert)
    if not may_reopen(alert):
        raise Refused("It is too long ago to undo.")
    alert.closed_at, alert.closing_note, alert.owner, alert.written_by = None, "", by, by
    alert.save()
    with access.working():
        Task.objects.filter(pk=alert.task_id).update(done_at=None, closing_note="", owner=by)
    note_step(alert, What.REOPENED, by=by)


def may_reopen(alert: Alert) -> bool:
    return alert.closed_at is not None and clock.now() - alert.closed_at <= undo_for()


@transaction.atomic
def hand_over(*, alert: Alert, to: User, by: User, note: str = "") -> None:
    """Somebody else has it, as unseen, within the time it had left. Raises Refused when it is closed."""
    alert = _locked(alert)
    if alert.closed_at:
        raise Refused("It is closed already.")
    alert.owner, alert.acknowledged_at, alert.acknowledged_by, alert.climbed, alert.written_by = to, None, None, 0, by
    alert.save()
    with access.working():
        giving.let_in(person=alert.person, to=to, now=clock.now())
        if alert.level == Alert.Level.RED_FLAG:
            tell_of_red_flag(alert)
    _tell_task(alert, by)
    note_step(alert, What.HANDED_OVER, by=by, to=to, note=note.strip())


def _locked(alert: Alert) -> Alert:
    """The row as it is now, so that two people at once take turns."""
    found = Alert.objects.select_for_update(of=("self",)).select_related("person", "task", "acknowledged_by")
    return found.get(pk=alert.pk)


def _tell_task(alert: Alert, by: User) -> None:
    with access.working():
        Task.objects.filter(pk=alert.task_id).update(owner=alert.owner, due_at=alert.answer_by, written_by=by)
