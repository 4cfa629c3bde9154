"""What messaging cannot do by itself becomes somebody's task: a call to make, a number to find out."""

from inglenook.core import clock
from inglenook.messaging import hooks
from inglenook.messaging.models import Message
from inglenook.people.models import Person

from .actions import raise_task
from .models import Task
from .preparation.rules import HELP_WITHIN_DAYS, working_days_after
from .preparation.team import named_professional


def install() -> None:
    """Let messaging know whom to tell."""
    hooks.on_phone(phone)
    hooks.on_follow_up(look_after)


def phone(message: Message, text: str) -> None:
    """A message for somebody who is reached by phone: ring, and say this."""
    _raise(f"message:{message.pk}", Task.Kind.CALL, message.person, f"Ring and say: {text}"[:500])


def look_after(*, person: Person, key: str, reason: str) -> None:
    """Something about how this person is reached that somebody must see to."""
    _raise(key, Task.Kind.REPLY, person, reason)


def _raise(key: str, kind: str, person: Person, reason: str) -> None:
    due_at = working_days_after(clock.now(), HELP_WITHIN_DAYS)
    raise_task(key=key, kind=kind, person=person, reason=reason, due_at=due_at, owner=named_professional(person))
