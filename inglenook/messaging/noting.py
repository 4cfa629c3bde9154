"""What became of messages, written to the ledger: many rows in one round."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from inglenook.core.channels import Channel

from . import actions, hooks
from .gateways.base import Parcel
from .models import Message

DOUBLINGS = 7  # of the lease, at most
NO_LONGER = "Messages there are refused for good"


@dataclass(frozen=True)
class Verdict:
    """One row of `judge.sql`."""

    id: int
    tries: int
    verdict: str  # go, suppress, lapse, hold
    because: str
    hold_until: datetime
    point_id: int | None
    value: str | None
    push_keys: str | None  # JSON
    is_shared: bool


@dataclass
class Claimed:
    """A message in this worker's hands, and what became of it: a key, a failure, or neither (try again)."""

    message: Message
    verdict: Verdict
    parcel: Parcel | None = None
    key: str = ""
    failure: str = ""
    is_over: bool = False
    is_dead: bool = False

    def give_up(self, reason: str, is_dead: bool = False) -> None:
        self.failure, self.is_over, self.is_dead = reason, True, is_dead

    @property
    def is_to_go(self) -> bool:
        """Whether it is for a gateway, or to be asked about there."""
        return not self.is_over and self.message.channel != Channel.PHONE


PUT_ASIDE = {
    "suppress": "UPDATE messaging_message SET suppressed_at = %s, suppressed_because = %s WHERE id = %s",
    "lapse": "UPDATE messaging_message SET lapsed_at = %s, lapsed_because = %s WHERE id = %s",
    "hold": "UPDATE messaging_message SET not_before = %s, held_because = %s WHERE id = %s",
}
TAKE = """
UPDATE messaging_message SET contact_point_id = %s, made_at = %s, text = %s, segments = %s, cost_pence = %s,
  gateway = %s, claimed_at = %s, tries = tries + 1, not_before = %s WHERE id = %s
"""
HANDED_OVER = """
UPDATE messaging_message SET handed_over_at = coalesce(handed_over_at, %s), gateway_key = %s, failure = '' WHERE id = %s
"""
FAILED = "UPDATE messaging_message SET failed_at = coalesce(failed_at, %s), failure = %s WHERE id = %s"
TRY_AGAIN = "UPDATE messaging_message SET failure = %s WHERE id = %s AND handed_over_at IS NULL"


def put_aside(verdicts: list[Verdict], now: datetime) -> None:
    """Suppress, lapse or hold, each with its reason."""
    for what, statement in PUT_ASIDE.items():
        when = {v.id: v.hold_until if what == "hold" else now for v in verdicts}
        _write(statement, [(when[v.id], v.because, v.id) for v in verdicts if v.verdict == what])
    _tell([v.id for v in verdicts if v.verdict in ("suppress", "lapse")])


def take(claimed: list[Claimed], now: datetime, lease: timedelta) -> None:
    """Say that these are in a worker's hands until the lease runs out; what needs no gateway ends here."""
    _write(TAKE, [_taken(one, now, lease) for one in claimed])
    for one in claimed:
        if one.message.channel == Channel.PHONE and not one.is_over:
            _ask_for_a_call(one)
    note([one for one in claimed if not one.is_to_go], now)


def _taken(one: Claimed, now: datetime, lease: timedelta) -> tuple:
    m = one.message
    until = now + lease * 2 ** min(one.verdict.tries, DOUBLINGS)
    return m.contact_point_id, m.made_at, m.text, m.segments, m.cost_pence, m.gateway, now, until, m.pk


def _ask_for_a_call(one: Claimed) -> None:
    """A message by phone is somebody's task: within the same transaction, so once."""
    if hooks.on_phone.tell(one.message, one.message.text):
        one.key = f"call-{one.message.ref}"
    else:
        one.give_up("Nobody is told of calls to make")


def note(claimed: list[Claimed], now: datetime) -> None:
    """Write down what became of each; nothing for one that is to be tried again when its lease runs out."""
    claimed = sorted(claimed, key=lambda one: one.message.pk)
    _write(HANDED_OVER, [(now, one.key, one.message.pk) for one in claimed if one.key])
    _write(FAILED, [(now, one.failure, one.message.pk) for one in claimed if one.is_over])
    put_aside([one.verdict for one in claimed if not (one.key or one.is_over or one.verdict.verdict == "go")], now)
    _write(TRY_AGAIN, [(one.failure, one.message.pk) for one in claimed if one.failure and not one.is_over])
    _tell([one.message.pk for one in claimed if one.key or one.is_over])
    for one in claimed:
        if one.is_dead:
            actions.end_contact_point(point=one.message.contact_point, because=NO_LONGER)


def _tell(ended: list[int]) -> None:
    if ended:
        hooks.on_outcome.tell(ended)


def _write(statement: str, rows: list[tuple]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)
