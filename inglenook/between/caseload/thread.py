"""Everything between appointments about one person as one thread, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, groupby

from django.db.models import F

from inglenook.core.rows import rows_of
from inglenook.messaging.models import Message, Reply
from inglenook.messaging.queries import stops_of
from inglenook.people.models import Person

from ..models import Alert, Booking, CheckInAnswer, Enrolment
from ..replies.queries import open_check_ins

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


def beside(person: Person) -> dict[str, list[dict]]:
    """In one statement: `no_messages` by topic, `asked` by title and ref, `booked`; each with the time `at`."""
    asked = rows_of(
        open_check_ins(person, of_carer=True), ("ref",), at=F("due_at"), title=F("enrolment__programme__title")
    )
    session = {"at": F("session__starts_at"), "title": F("session__title")}
    found = Person.objects.filter(pk=person.pk).values(
        no_messages=rows_of(stops_of(person), ("topic",), at=F("since")),
        asked=asked,
        booked=rows_of(Booking.objects.filter(person=person), ("state", "outcome", "note"), **session),
    )
    return {
        name: [row | {"at": datetime.fromisoformat(row["at"])} for row in rows] for name, rows in found.get().items()
    }


def thread(person: Person, sessions: list[dict]) -> list[Line]:
    """Four statements: messages, replies, answers given otherwise, alerts. `sessions`: what `beside` calls booked."""
    lines = chain(_sent(person), _said(person), _answered(person), _alerts(person), _sessions(sessions))
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
    found = CheckInAnswer.objects.filter(person=person, reply=None, check_in__answered_at__isnull=False)
    newest = found.select_related("check_in").order_by("-check_in__answered_at", "check_in_id", "pk")[:SHOWN]
    for check_in, answers in groupby(newest, key=lambda answer: answer.check_in):
        given = list(answers)
        yield Line(check_in.answered_at, "said", "; ".join(one.said for one in given), "", given[0].get_way_display())


def _alerts(person: Person) -> Iterator[Line]:
    for row in Alert.objects.filter(person=person).select_related("owner")[:SHOWN]:
        state = "closed" if row.closed_at else "seen" if row.acknowledged_at else "waits"
        note = f"{state}, {row.owner.name if row.owner else 'every nurse and GP'}"
        yield Line(row.raised_at, "alert", row.reason, row.get_level_display(), note, f"/alerts/{row.ref}/")


def _sessions(sessions: list[dict]) -> Iterator[Line]:
    for row in sessions:
        became = Booking.State(row["state"]).label
        yield Line(row["at"], "session", row["outcome"] or row["note"], row["title"], became)
