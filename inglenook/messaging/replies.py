"""Whose words these are, and what STOP, START, HELP and "wrong number" lead to."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from inglenook.core import clock
from inglenook.core.channels import Channel
from inglenook.people.models import Person

from . import actions, contacts, hooks
from .keywords import Keyword, keyword
from .models import Arrival, ContactPoint, Message, Reply, Stop
from .topics import topic_of

NOT_THEIRS = "Whoever answers says it is not theirs"
STOPPED = actions.ASKED


@dataclass(frozen=True)
class Found:
    """Whose the sender is: one person (or carer of theirs), several who share it, or nobody."""

    points: list[ContactPoint] = field(default_factory=list)
    point: ContactPoint | None = None
    message: Message | None = None  # what it most likely answers

    @property
    def person(self) -> Person | None:
        return self.point.person if self.point else None


def whose(arrival: Arrival, since: datetime) -> Found:
    """Whose words these are: of several who share a phone, the one who was written to since, if only one was."""
    points = _points(arrival)
    if not points and arrival.channel == Channel.TEXT:
        contacts.meet_sender(arrival.sender)
        points = _points(arrival)
    sent = Message.objects.filter(contact_point__in=points, handed_over_at__gte=since).exclude(kind="confirmation")
    sent = list(sent.order_by("-handed_over_at"))
    written_to = {message.contact_point_id for message in sent}
    candidates = points if len(points) == 1 else [point for point in points if point.pk in written_to]
    point = candidates[0] if len(candidates) == 1 else None
    return Found(points, point, next((m for m in sent if point and m.contact_point_id == point.pk), None))


def _points(arrival: Arrival) -> list[ContactPoint]:
    usable = Q(ended_at=None) | Q(ended_because=STOPPED)
    found = ContactPoint.objects.filter(usable, channel=arrival.channel, value=arrival.sender)
    return list(found.select_related("person__practice", "person__preferences"))


def deal_with_keyword(arrival: Arrival, found: Found) -> str:
    """Do what a keyword asks, for everybody who is reached there; the word for it, or '' when it is none.

    STOP from a shared phone stops for all who share it: silence is the safer mistake.
    """
    said = keyword(arrival.text)
    if said is None or not found.points:
        return ""
    who = [found.point] if found.point and said.kind == "wrong" else found.points
    if said.about and not any(topic_of(point.person, said.about) for point in who):
        return ""  # "stop the tablets" is no STOP
    for point in who:
        _DEEDS[said.kind](arrival, point, said)
    return said.kind


def _stop(arrival: Arrival, point: ContactPoint, said: Keyword) -> None:
    topic = topic_of(point.person, said.about) if said.about else ""
    if point.carer_id:
        _stop_carer(arrival, point, topic or "")
    elif topic is not None and not _is_stopped(point.person, topic):
        actions.stop(person=point.person, topic=topic, point=point)
        _answer(arrival, point, "stopped_topic" if topic else "stopped")


def _stop_carer(arrival: Arrival, point: ContactPoint, topic: str) -> None:
    """The carer's own no is no no of the person's."""
    if not topic:
        ContactPoint.objects.filter(pk=point.pk, ended_at=None).update(ended_at=clock.now(), ended_because=STOPPED)
    actions.keep_back(person=point.person, topic=topic, carer=point.carer)
    _answer(arrival, point, "stopped_topic" if topic else "stopped")


def _start(arrival: Arrival, point: ContactPoint, said: Keyword) -> None:
    topic = topic_of(point.person, said.about) if said.about else None
    if point.carer_id:
        begun = ContactPoint.objects.filter(pk=point.pk, ended_because=STOPPED).update(ended_at=None, ended_because="")
    else:
        begun = actions.start(person=point.person, topic=topic)
    if begun:
        _answer(arrival, point, "started")


def _help(arrival: Arrival, point: ContactPoint, said: Keyword) -> None:
    """HELP may be a cry for it: besides the answer, somebody looks."""
    Reply.objects.get_or_create(
        arrival=arrival,
        defaults={
            "person": point.person,
            "channel": arrival.channel,
            "contact_point": point,
            "carer_id": point.carer_id,
            "text": arrival.text,
            "received_at": arrival.arrived_at,
            "reading": "help",
        },
    )
    reason = "Texted HELP: see whether they need something"
    hooks.on_follow_up.tell(person=point.person, key=f"help:{arrival.pk}:{point.pk}", reason=reason)
    _answer(arrival, point, "help")


def _wrong(arrival: Arrival, point: ContactPoint, said: Keyword) -> None:
    if end(point, NOT_THEIRS):
        _answer(arrival, point, "sorry")


_DEEDS = {"stop": _stop, "start": _start, "help": _help, "wrong": _wrong}


def _answer(arrival: Arrival, point: ContactPoint, text: str) -> None:
    """Confirm by text, once for each number however many share it."""
    _confirm(point, f"arrival:{arrival.pk}:{text}", text)


def _confirm(point: ContactPoint, key: str, text: str) -> None:
    from .api import ask_to_send  # it calls the worker, which calls this

    ask_to_send(
        person=point.person,
        carer=point.carer,
        key=key,
        kind="confirmation",
        template=f"messaging:{text}",
        values={},
        channel=point.channel,
        contact_point=point,
        is_urgent=True,
    )


def _is_stopped(person: Person, topic: str) -> bool:
    return Stop.objects.filter(person=person, topic__in={topic, ""}, ended_at=None).exists()


def not_known(arrival: Arrival, found: Found) -> str:
    """Words that could be of several people are nobody's: they are asked to ring, and somebody looks."""
    if not found.points:
        return "sender not known"
    point = found.points[0]
    _confirm(point, f"whose:{arrival.pk}", "whose")
    hooks.on_unplaced.tell(arrival, found.points)
    reason = "Somebody wrote from a phone that several people use: find out who"
    hooks.on_follow_up.tell(person=point.person, key=f"whose:{arrival.pk}", reason=reason)
    return "one of several"


def confirm(found: Found) -> None:
    ContactPoint.objects.filter(pk=found.point.pk).update(confirmed_at=clock.now())


def end(point: ContactPoint | None, because: str) -> bool:
    return actions.end_contact_point(point=point, because=because)
