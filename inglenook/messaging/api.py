"""The door to messaging for other rooms: ask for a message, and find by what somebody is reached."""

from datetime import datetime

from django.db import transaction

from inglenook.core import access, clock
from inglenook.core.channels import Channel
from inglenook.core.models import User
from inglenook.people.models import Person
from inglenook.people.needs import language_of, needs_of, refuses, wishes_of

from . import contacts, tasks
from .models import ContactPoint, Message

__all__ = ["ask_to_send", "reachable", "wake"]

FALLBACKS = (Channel.TEXT, Channel.EMAIL, Channel.WEB, Channel.LETTER, Channel.PHONE)


@transaction.atomic
def ask_to_send(
    *,
    person: Person,
    key: str,
    kind: str,
    template: str,
    values: dict,
    channel: str | None = None,
    language: str | None = None,
    carer: User | None = None,
    contact_point: ContactPoint | None = None,
    due_at: datetime | None = None,
    **more,
) -> Message:
    """Put a message in the ledger, once for each `key`; the outbox does the rest.

    Without a channel it goes the way the person asked for, or the first by which they can be reached. `kind` "reply"
    answers what the person said and keeps neither quiet hours nor caps. `more` are topic, is_urgent and lapses_at.
    """
    with access.working():
        point = contact_point or _point(person, channel, carer)
        message, is_new = Message.objects.get_or_create(
            key=key,
            defaults={
                "person": person,
                "kind": kind,
                "template": template,
                "values": values,
                "channel": point.channel if point else channel or preferred(person)[0],
                "contact_point": point,
                "language": language or language_of(person),
                "carer": carer,
                "due_at": due_at or clock.now(),
                **more,
            },
        )
    if is_new and message.due_at <= clock.now():
        wake()
    return message


def reachable(person: Person, carer: User | None = None, channel: str | None = None) -> ContactPoint | None:
    """By what the person (or this carer of theirs) is reached: that way, or what they asked for, else what there is."""
    with access.working():
        return _point(person, channel, carer)


def wake() -> None:
    """Let the worker see to the outbox now and not only at the next full minute. Harmless when nothing is due."""
    tasks.defer_once(tasks.hand_over)


def _point(person: Person, channel: str | None, carer: User | None) -> ContactPoint | None:
    contacts.meet([person.pk])
    points = {point.channel: point for point in contacts.active(person, carer)}
    ways = [channel] if channel else preferred(person)
    return next((points[way] for way in ways if way in points), None)


def preferred(person: Person) -> list[str]:
    """Ways to reach the person, the one they asked for first, none that they do not want."""
    needs = needs_of(person)
    return list(dict.fromkeys(way for way in (*wishes_of(person), *FALLBACKS) if not refuses(needs, way)))
