"""Messages on their way out: claim a few, hand them over, note what became of them.

Any number of workers may do this at once, and any may die at any point:

1. claim: in one transaction rows are locked (others skip them, and the person's other messages with them), judged
   (`judge.sql`), their texts made, and `not_before` set to the end of the lease;
2. hand over: outside any transaction, several at once;
3. note: in a second transaction.

A message whose lease ran out was in the hands of a worker that may have handed it over. Its gateway is asked by
reference first, and only what it does not have is sent again. The lease doubles at each try, so that a gateway in
trouble is left in peace.

Letters of a print run are handed over by whoever posts them (`printing.py`), judged in the same way.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection

from inglenook.core import access, clock
from inglenook.core.beats import beat

from . import noting
from .gateways import gateway_for
from .gateways.base import Refused, Unsure
from .judging import judge, meet_people_of
from .making import make
from .noting import Claimed

BATCH = 48
HANDS = 8  # hand-overs at once
LEASE = timedelta(seconds=90)  # longer than BATCH / HANDS hand-overs of 10 s each
TRIES = 9  # over about half a day
LONGEST_RUN = 50  # seconds, so that other work gets its turn

PICK = """
SELECT m.id FROM messaging_message m JOIN people_person p ON p.id = m.person_id
WHERE m.template <> '' AND m.print_run_id IS NULL AND m.is_urgent = %(urgent)s
  AND coalesce(m.not_before, m.due_at) <= %(now)s
  AND m.handed_over_at IS NULL AND m.failed_at IS NULL AND m.suppressed_at IS NULL AND m.lapsed_at IS NULL
ORDER BY coalesce(m.not_before, m.due_at) LIMIT %(batch)s
FOR NO KEY UPDATE OF m, p SKIP LOCKED
"""


@dataclass
class Run:
    """How many messages one run picked up and how many of them went out."""

    picked: int = 0
    handed_over: int = 0
    until: float = field(default_factory=lambda: time.monotonic() + LONGEST_RUN)


def run(*, lease: timedelta = LEASE) -> Run:
    """See to what is due, the urgent first, until nothing is left or the time is over."""
    done = Run()
    with ThreadPoolExecutor(HANDS) as hands:
        while time.monotonic() < done.until and (_batch(done, hands, lease, urgent=True) or _batch(done, hands, lease)):
            pass
    beat("outbox")
    return done


def _batch(done: Run, hands: ThreadPoolExecutor, lease: timedelta, urgent: bool = False) -> int:
    """Take one batch through all three steps; how many messages were due."""
    with access.working():
        picked, claimed = _claim(urgent, lease)
    latest = time.monotonic() + lease.total_seconds() / 2  # whoever is later leaves it to the next lease
    list(hands.map(lambda one: _hand_over(one, latest), claimed))
    with access.working():
        noting.note(claimed, clock.now())
    done.picked += picked
    done.handed_over += sum(bool(one.key) for one in claimed)
    return picked


def _claim(urgent: bool, lease: timedelta) -> tuple[int, list[Claimed]]:
    """Lock and judge what is due; how many there were, and those that this worker now holds."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(PICK, {"urgent": urgent, "now": now, "batch": BATCH})
        picked = [row[0] for row in cursor.fetchall()]
        if not picked:
            return 0, []
    meet_people_of(picked)
    verdicts = judge(picked, now)
    noting.put_aside([v for v in verdicts if v.verdict != "go" and not v.tries], now)
    claimed = make([v for v in verdicts if v.verdict == "go" or v.tries], now)
    noting.take(claimed, now, lease)
    return len(picked), [one for one in claimed if one.is_to_go]


def _hand_over(one: Claimed, latest: float) -> None:
    """Give one message to its gateway, or learn that the gateway has it. Touches no database."""
    try:
        gateway = gateway_for(one.message.channel)
        if one.verdict.tries and (key := gateway.find(one.parcel.ref)):
            one.key = key
        elif one.verdict.tries >= TRIES:
            one.give_up("Given up after several tries")
        elif one.verdict.verdict == "go" and time.monotonic() < latest:
            one.key = gateway.send(one.parcel)
    except Refused as error:
        one.give_up(str(error), is_dead=error.dead)
    except Unsure as error:
        one.failure = str(error)
    except Exception as error:  # a gateway's own fault must not keep the others' messages
        one.failure = type(error).__name__
