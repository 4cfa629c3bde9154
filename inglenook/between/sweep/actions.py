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

# The planner cannot know how many rows the parts of the statement pass on: hashing is right for few and for many.
HALVES = 2  # PostgreSQL writes with one core for each connection
HASH = "SET LOCAL work_mem = '256MB'; SET LOCAL enable_nestloop = off; SET LOCAL enable_mergejoin = off"


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


def _decide(now: datetime, policy: Policy) -> Iterable[int]:
    """Two halves of the enrolments at once; inside somebody's transaction all in one, since no other sees its rows."""
    if connection.in_atomic_block:
        return _part(now, policy)
    with ThreadPoolExecutor(HALVES) as hands:
        halves = list(hands.map(partial(_half, now, policy), range(HALVES)))
    return map(sum, zip(*halves, strict=True))


def _half(now: datetime, policy: Policy, half: int) -> tuple[int, ...]:
    try:
        return _part(now, policy, part=half, parts=HALVES)
    finally:
        connection.close()


@transaction.atomic
def _part(now: datetime, policy: Policy, *, part: int = 0, parts: int = 1) -> tuple[int, ...]:
    values = {"now": now, "policy": policy.name, "fixed": FIXED.name, "part": part, "parts": parts}
    with access.working(), connection.cursor() as cursor:
        cursor.execute(HASH)
        cursor.execute(sql.sweep(policy), values)
        return cursor.fetchone()


def place(enrolments: Iterable[Enrolment], *, at: datetime | None = None) -> None:
    """Say anew when these enrolments next have something: after `at`, and after every day that had its turn."""
    with connection.cursor() as cursor:
        cursor.execute(sql.place(), {"enrolments": [e.pk for e in enrolments], "now": at or clock.now()})
