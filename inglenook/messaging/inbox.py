"""What comes in: kept as it came, once; then, each in a transaction of its own, made into somebody's reply.

A worker that dies half way leaves the arrival as it was, and the next one takes it. STOP, START, HELP and "wrong
number" are dealt with here; everything else goes to whoever registered with `on_reply`.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from inglenook.core import access, clock
from inglenook.core.beats import beat
from inglenook.core.refs import is_ref

from . import hooks, replies, tasks
from .gateways.base import Inbound, State, Status
from .hooks import on_reply
from .models import Arrival, Message, Reply
from .noting import NO_LONGER

__all__ = ["keep", "note_status", "on_reply", "run"]

log = logging.getLogger(__name__)
OPEN_FOR = timedelta(days=7)  # a reply belongs to what was sent at most so long before


@transaction.atomic
def keep(*, gateway: str, channel: str, inbound: Inbound) -> bool:
    """Keep what a gateway brings, exactly as it came; whether it was new. The worker makes something of it."""
    with access.working():
        kept = Arrival.objects.bulk_create(
            [
                Arrival(
                    key=f"{gateway}:{inbound.key}",
                    channel=channel,
                    gateway=gateway,
                    sender=inbound.sender,
                    text=inbound.text.replace("\x00", ""),
                    sent_at=inbound.sent_at,
                    arrived_at=clock.now(),
                )
            ],
            ignore_conflicts=True,
        )
        is_new = Arrival.objects.filter(key=kept[0].key, taken_at=None).exists()
    if is_new:
        tasks.defer_once(tasks.read_arrivals)
    return is_new


@transaction.atomic
def note_status(*, gateway: str, status: Status) -> bool:
    """Note what a gateway says became of a message; whether it is one of ours.

    Callbacks come late, twice and out of order: the first moment of each state stays, and what was delivered is not
    made undelivered by an older word.
    """
    with access.working():
        named = Q(ref=status.ref) if is_ref(status.ref) else Q(gateway_key=status.key)
        message = Message.objects.select_for_update().filter(named, gateway=gateway).first()
        if message is None:
            return False
        _note(message, status)
    return True


def _note(message: Message, status: Status) -> None:
    at = status.at or clock.now()
    if status.state in (State.DELIVERED, State.SEEN):
        message.delivered_at = message.delivered_at or at
        message.failed_at, message.failure = None, ""
    if status.state == State.SEEN:
        message.seen_at = message.seen_at or at
    if status.state in (State.FAILED, State.UNREACHABLE) and not message.delivered_at:
        message.failed_at, message.failure = message.failed_at or at, f"{message.gateway}: {status.state}"
        if status.state == State.UNREACHABLE:
            replies.end(message.contact_point, NO_LONGER)
    message.handed_over_at = message.handed_over_at or at
    message.gateway_key = message.gateway_key or status.key
    message.save(update_fields=["delivered_at", "seen_at", "failed_at", "failure", "handed_over_at", "gateway_key"])


def run() -> int:
    """Read what has arrived, oldest first; how many."""
    read = 0
    while _read_one():
        read += 1
    beat("inbox")
    return read


def _read_one() -> bool:
    with access.working():
        waiting = Arrival.objects.filter(taken_at=None).order_by("arrived_at", "pk")
        arrival = waiting.select_for_update(skip_locked=True).first()
        if arrival is None:
            return False
        arrival.outcome = _read(arrival)
        arrival.taken_at = clock.now()
        arrival.save(update_fields=["taken_at", "outcome"])
    return True


def _read(arrival: Arrival) -> str:
    """Make of it what it is; the word for what was made."""
    found = replies.whose(arrival, since=arrival.arrived_at - OPEN_FOR)
    if outcome := replies.deal_with_keyword(arrival, found):
        return outcome
    if found.person is None:
        return replies.not_known(arrival, found)
    reply = _keep_reply(arrival, found)
    _hand_on(reply)
    return "reply"


def _keep_reply(arrival: Arrival, found: replies.Found) -> Reply:
    replies.confirm(found)
    if found.message:
        Message.objects.filter(pk=found.message.pk, answered_at=None).update(answered_at=arrival.arrived_at)
    return Reply.objects.create(
        person=found.person,
        arrival=arrival,
        channel=arrival.channel,
        contact_point=found.point,
        carer_id=found.point.carer_id,
        message=found.message,
        text=arrival.text,
        received_at=arrival.arrived_at,
    )


def _hand_on(reply: Reply) -> None:
    """Let the other rooms answer. Their failing loses nothing: the reply stands in the ledger, not yet read."""
    try:
        with transaction.atomic():
            on_reply.tell(reply)
    except Exception as error:  # whatever goes wrong above, what the person said is kept and a human sees it
        log.error("a reply could not be read: %s", type(error).__name__)
        hooks.on_follow_up.tell(
            person=reply.person, key=f"reply:{reply.pk}", reason="A message came in: please read it"
        )
