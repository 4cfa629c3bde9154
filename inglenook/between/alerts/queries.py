"""What a page about an alert reads: what was said, what the person was told, what happened to it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.shortcuts import get_object_or_404

from inglenook.core.models import User
from inglenook.messaging.models import Message
from inglenook.people.models import Person
from inglenook.people.results import Reading, readings_of

from ..models import Alert, AlertStep, CheckInAnswer
from .whose import TOLD

TOLD_WITHIN = timedelta(days=1)


@dataclass(frozen=True)
class Seen:
    """An alert with all that helps to answer it."""

    alert: Alert
    answers: list[CheckInAnswer]
    readings: list[Reading]
    told: list[Message]
    steps: list[AlertStep]


def alert_or_404(ref) -> Alert:
    related = ("person", "owner", "acknowledged_by", "task", "result", "reply", "enrolment__programme", "check_in")
    return get_object_or_404(Alert.objects.select_related(*related), ref=ref)


def seen(alert: Alert, person: Person) -> Seen:
    """At most four statements, whatever was said."""
    answers = list(CheckInAnswer.objects.filter(check_in=alert.check_in_id).select_related("result"))
    measures = {row.result.measure for row in answers if row.result} | (
        {alert.result.measure} if alert.result else set()
    )
    return Seen(
        alert=alert,
        answers=answers,
        readings=_readings(person, measures) if measures else [],
        told=list(_told(alert)),
        steps=list(alert.history_steps.select_related("by", "to")),
    )


def _readings(person: Person, measures: set[str]) -> list[Reading]:
    rows = readings_of(person).rows
    return [row for row in rows if measures & {row.measure.code, *row.measure.parts}]


def _told(alert: Alert):
    """What went to the person (or their carer) because of it."""
    near = Q(due_at__range=(alert.raised_at - timedelta(minutes=5), alert.raised_at + TOLD_WITHIN), kind="reply")
    return Message.objects.filter(near, person=alert.person_id).order_by("due_at")


def may_take(person: Person, users) -> list[User]:
    """Of these colleagues, whom an alert about this person can be given to."""
    at = {person.practice_id, person.practice.parent_id if person.practice else None}
    return list(users.filter(memberships__organisation__in=at, memberships__role__in=TOLD).distinct())
