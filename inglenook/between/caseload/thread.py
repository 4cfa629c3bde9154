"""Everything between appointments about one person as one thread, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db.models import Prefetch

from inglenook.messaging.models import Message, Reply
from inglenook.people.models import Person

from ..models import Alert, Booking, CheckIn, CheckInAnswer, Enrolment

SHOWN = 60


@dataclass(frozen=True)
class Line:
    """One thing of the thread: `kind` is sent, said, alert or session; `note` what became of it."""

    at: datetime
    kind: str
    text: str
    title: str = ""
    note: str = ""
    href: str = ""


def enrolments(person: Person) -> list[Enrolment]:
    found = Enrolment.objects.filter(person=person).select_related("programme", "owner", "next_step", "carer")
    return list(found)


def thread(person: Person) -> list[Line]:
    """Five statements: messages, replies, check-ins with answers given otherwise, alerts, sessions."""
    lines = chain(_sent(person), _said(person), _answered(person), _alerts(person), _sessions(person))
    return sorted(lines, key=lambda line: line.at, reverse=True)[:SHOWN]


def _sent(person: Person) -> Iterator[Line]:
    for row in Message.objects.filter(person=person).select_related("carer")[:SHOWN]:
        title = row.get_channel_display() + (f", to {row.carer.name}" if row.carer else "")
        yield Line(row.due_at, "sent", row.text, title, became(row))


def became(message: Message) -> str:
    """What became of a message, in a few words."""
    if message.suppressed_at:
        return f"not sent: {message.suppressed_because}"
    if message.lapsed_at:
        return f"lapsed: {message.lapsed_because}"
    if message.failed_at:
        return "did not get through"
    states = ("answered_at", "answered"), ("seen_at", "seen"), ("delivered_at", "delivered"), ("handed_over_at", "sent")
    return next((word for name, word in states if getattr(message, name)), "not sent yet")


def _said(person: Person) -> Iterator[Line]:
    for row in Reply.objects.filter(person=person).select_related("carer")[:SHOWN]:
        yield Line(row.received_at, "said", row.text, row.carer.name if row.carer else "", row.get_channel_display())


def _answered(person: Person) -> Iterator[Line]:
    """Answers on the web or taken down by staff; those by text are replies already."""
    answers = CheckInAnswer.objects.filter(reply=None)
    found = CheckIn.objects.filter(person=person, answered_at__isnull=False, answers__reply=None).distinct()
    for row in found.prefetch_related(Prefetch("answers", queryset=answers))[:SHOWN]:
        given = list(row.answers.all())
        if given:
            yield Line(row.answered_at, "said", "; ".join(one.said for one in given), "", given[0].get_way_display())


def _alerts(person: Person) -> Iterator[Line]:
    for row in Alert.objects.filter(person=person).select_related("owner")[:SHOWN]:
        state = "closed" if row.closed_at else "seen" if row.acknowledged_at else "waits"
        note = f"{state}, {row.owner.name if row.owner else 'every nurse and GP'}"
        yield Line(row.raised_at, "alert", row.reason, row.get_level_display(), note, f"/alerts/{row.ref}/")


def _sessions(person: Person) -> Iterator[Line]:
    for row in Booking.objects.filter(person=person).select_related("session"):
        yield Line(
            row.session.starts_at, "session", row.outcome or row.note, row.session.title, row.get_state_display()
        )
