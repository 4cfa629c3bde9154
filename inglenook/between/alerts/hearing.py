"""What messaging leaves to people: a message by phone, and somebody who can no longer be reached."""

from datetime import timedelta

from inglenook.community.hooks import on_worry
from inglenook.core import access, clock
from inglenook.messaging import hooks
from inglenook.messaging.models import Message
from inglenook.people.models import Person
from inglenook.planning.actions import raise_task
from inglenook.planning.models import Task

from ..rules import Level
from . import giving
from .api import raise_alert, raise_call

PHONE_WITHIN = timedelta(days=1)
LOOK_WITHIN = timedelta(days=3)
WORRY_WITHIN = timedelta(hours=4)


def phone(message: Message, text: str) -> None:
    """A message by phone is a call that a member of staff makes."""
    raise_call(key=f"message:{message.pk}", person=message.person, reason=text, within=PHONE_WITHIN)


def look_after(person: Person, key: str, reason: str) -> None:
    """Somebody looks at how this person is reached."""
    now = clock.now()
    with access.working():
        whose = giving.find(person=person, asked=None, now=now)
    due_at, kind = now + LOOK_WITHIN, Task.Kind.OTHER
    raise_task(key=key, kind=kind, person=person, reason=reason, due_at=due_at, owner=whose.to)


def hear_worry(person: Person, key: str, reason: str) -> None:
    """A worry of somebody in the community reaches a professional today, and climbs when nobody answers."""
    raise_alert(key=key, person=person, level=Level.SOON, rule="worry", reason=reason, within=WORRY_WITHIN)


def install() -> None:
    on_worry(hear_worry)
    hooks.on_phone(phone)
    hooks.on_follow_up(look_after)
