"""The sweep: what is due now, for everybody at once."""

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial

from django.db import connection, transaction

from inglenook.core import access, clock

from ..models import Beat, Enrolment
from ..policy import FIXED, Policy
from . import sql
from .silence import Silence, tell

BATCH = 50_000  # enrolments in one statement, about 200 MB of memory
HALVES = 2  # PostgreSQL writes with one core for each connection
# The planner cannot know how many rows the parts of the statement pass on: hashing is right for few and for many.
HASH = "SET LOCAL work_mem = '256MB'; SET LOCAL enable_nestloop = off; SET LOCAL enable_mergejoin = off"

Counts = tuple[int, ...]  # what a statement of the sweep gives: six fields of `Swept`, `enrolments` first


@dataclass(frozen=True)
class Swept:
    """What a sweep did: enrolments seen to, and what came of them."""

    at: datetime
    enrolments: int
    messages: int
    lapsed: int  # occasions not sent, each with its reason
    decisions: int
    finished: int
    stopped: int
    unanswered: int  # check-ins whose time to answer ran out
    silent: int  # rules of silence set off

    @property
    def changed(self) -> bool:
        return bool(self.enrolments or self.unanswered)

    def as_json(self) -> dict:
        return asdict(self) | {"at": self.at.isoformat()}


def sweep(*, at: datetime | None = None, policy: Policy = FIXED) -> Swept:
    """Decide for everybody what is due by `at` (now unless said). Safe to repeat and to run beside another."""
    now = at or clock.now()
    unanswered, silent = _note_silence(now)
    counts = _decide(now, policy)
    with access.working():
        Beat.objects.update_or_create(name="sweep", defaults={"at": now})
    return Swept(now, *counts, unanswered, silent)


@transaction.atomic
def _note_silence(now: datetime) -> tuple[int, int]:
    with access.working(), connection.cursor() as cursor:
        cursor.execute(sql.SILENCE, {"now": now})
        lapsed, found = cursor.fetchone()
        silences = [Silence(*one) for one in json.loads(found)]
        tell(silences)
    return lapsed, len(silences)


def _decide(now: datetime, policy: Policy) -> Counts:
    """Two halves of the enrolments at once; inside somebody's transaction all in one, since no other sees its rows."""
    if connection.in_atomic_block:
        return _part(now, policy)
    with ThreadPoolExecutor(HALVES) as hands:
        return _sum(list(hands.map(partial(_half, now, policy), range(HALVES))))


def _half(now: datetime, policy: Policy, half: int) -> Counts:
    try:
        return _part(now, policy, part=half, parts=HALVES)
    finally:
        connection.close()


def _part(now: datetime, policy: Policy, *, part: int = 0, parts: int = 1) -> Counts:
    """A batch after the other until one is not full, each a transaction: what is done stays done."""
    counts = _batch(now, policy, part, parts)
    total = counts
    while counts[0] == BATCH:
        counts = _batch(now, policy, part, parts)
        total = _sum([total, counts])
    return total


def _sum(counts: list[Counts]) -> Counts:
    return tuple(map(sum, zip(*counts, strict=True)))


@transaction.atomic
def _batch(now: datetime, policy: Policy, part: int, parts: int) -> Counts:
    values = {"now": now, "policy": policy.name, "fixed": FIXED.name, "part": part, "parts": parts, "most": BATCH}
    with access.working(), connection.cursor() as cursor:
        cursor.execute(HASH)
        cursor.execute(sql.sweep(policy), values)
        return cursor.fetchone()


def place(enrolments: Iterable[Enrolment], *, at: datetime | None = None) -> None:
    """Say anew when these enrolments next have something: after `at`, and after every day that had its turn."""
    with connection.cursor() as cursor:
        cursor.execute(sql.place(), {"enrolments": [e.pk for e in enrolments], "now": at or clock.now()})
