"""The door to alerts for other parts: raise one, have somebody phone, put something on the right list."""

from datetime import timedelta

from django.db import transaction

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.messaging import notices
from inglenook.people.models import Person
from inglenook.planning.actions import raise_task
from inglenook.planning.models import Task

from ..models import Alert, AlertStep
from ..rules import Level
from . import giving
from .ladder import last_rung
from .red_flags import RED_FLAG, red_flag_text

__all__ = ["give", "raise_alert", "raise_call"]


@transaction.atomic
def raise_alert(
    *,
    key: str,
    person: Person,
    level: Level | str,
    rule: str,
    reason: str,
    within: timedelta,
    owner: User | None = None,
    **about,
) -> Alert:
    """Put something before a professional by a time; asked twice with one key, it is there once.

    It is the owner's (or the enrolment's owner's) or whoever stands in, else the named professional's, else that of the
    nurse or GP of the practice who has least open, else the whole team's. `about` names the enrolment, check_in, reply
    or result it comes from. A red flag is also told by e-mail, without a word about whom.
    """
    now = clock.now()
    asked = owner or (about["enrolment"].owner if about.get("enrolment") else None)
    with access.working():
        whose = giving.find(person=person, asked=asked, now=now)
        alert, is_new = Alert.objects.get_or_create(
            key=key,
            defaults={
                "person": person,
                "level": level,
                "rule": rule,
                "reason": reason[:500],
                "owner": whose.to,
                "climbed": 0 if whose.to else last_rung(),
                "raised_at": now,
                "answer_by": now + within,
                **about,
            },
        )
        if is_new:
            _put_before(alert, whose)
    return alert


def _put_before(alert: Alert, whose: giving.Whose) -> None:
    """The task on "Today", the first lines of the history, the e-mail."""
    alert.task = raise_task(
        key=f"alert:{alert.pk}",
        kind=Task.Kind.ALERT,
        person=alert.person,
        reason=alert.reason,
        due_at=alert.answer_by,
        owner=alert.owner,
    )
    alert.save(update_fields=["task"])
    note_step(alert, AlertStep.What.RAISED, to=whose.instead_of or whose.to)
    if whose.instead_of:
        note_step(alert, AlertStep.What.COVERED, to=whose.to)
    if whose.to:
        giving.let_in(person=alert.person, to=whose.to, now=alert.raised_at)
    if alert.level == Level.RED_FLAG:
        tell_of_red_flag(alert)


def note_step(alert: Alert, what: str, *, by: User | None = None, to: User | None = None, note: str = "") -> None:
    """Add a line to the alert's history."""
    AlertStep.objects.create(alert=alert, person_id=alert.person_id, what=what, at=clock.now(), by=by, to=to, note=note)


def tell_of_red_flag(alert: Alert) -> None:
    """E-mail whoever has it, or all nurses and GPs of the practice."""
    to = [alert.owner] if alert.owner else giving.team_of(alert.person)
    text = red_flag_text(alert.ref)
    notices.tell(key=f"alert:{alert.pk}:{alert.climbed}", to=to, subject=RED_FLAG, text=text)


def raise_call(
    *, key: str, person: Person, reason: str, within: timedelta, owner: User | None = None, enrolment=None
) -> Task:
    """Have a member of staff phone the person by a time; asked twice with one key, once."""
    asked = owner or (enrolment.owner if enrolment else None)
    return give(key=f"call:{key}", kind=Task.Kind.CALL, person=person, reason=reason, within=within, owner=asked)


def give(*, key: str, kind: str, person: Person, reason: str, within: timedelta, owner: User | None = None) -> Task:
    """Put a task on the list of its owner, or of whoever has it instead (`giving`). Nobody to ask: the team's."""
    now = clock.now()
    with access.working():
        whose = giving.find(person=person, asked=owner, now=now)
        if whose.to:
            giving.let_in(person=person, to=whose.to, now=now)
        return raise_task(
            key=key[:100], kind=kind, person=person, reason=reason[:500], due_at=now + within, owner=whose.to
        )
