"""Packs follow their messages: what the ledger says of a message is true of the pack it carries."""

from django.db.models import QuerySet

from inglenook.core import access, clock
from inglenook.messaging import hooks, templates

from ..actions import raise_task
from ..models import Pack, Task
from . import invitation
from .actions import mark_sent
from .rules import HELP_WITHIN_DAYS, working_days_after
from .team import named_professionals

DIED = "Has died"


def follow(message_ids: list[int]) -> None:
    """Packs whose message went out are sent. One whose message will not go out is put before somebody, unless the
    person has died: then it is closed."""
    with access.working():
        packs = Pack.objects.filter(message__in=message_ids, sent_at=None, closed_unanswered_at=None)
        mark_sent(packs=packs.filter(message__handed_over_at__isnull=False), by=None)
        left = packs.filter(message__handed_over_at=None)
        _put_before_somebody(left.exclude(message__suppressed_because=DIED))
        left.filter(message__suppressed_because=DIED).update(closed_unanswered_at=clock.now())


def _put_before_somebody(packs: QuerySet[Pack]) -> None:
    packs = list(packs.select_related("person", "message"))
    named = named_professionals([pack.person for pack in packs])
    for pack in packs:
        raise_task(
            key=f"undelivered:{pack.message_id}",
            kind=Task.Kind.OTHER,
            person=pack.person,
            reason=f"What helps them get ready did not go out ({_why(pack)}): choose another way",
            due_at=working_days_after(clock.now(), HELP_WITHIN_DAYS),
            owner=named.get(pack.person_id),
        )


def _why(pack: Pack) -> str:
    message = pack.message
    return (message.suppressed_because or message.lapsed_because or message.failure).lower()


def install() -> None:
    hooks.on_outcome(follow)
    templates.register(invitation.PREFIX, invitation.render, invitation.catalogue)
