"""The sweep: what is due now, for everybody at once."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import connection, transaction

from inglenook.core import access, clock

from ..models import Beat, Enrolment
from ..policy import FIXED, Policy
from . import sql
from .silence import Silence, tell

# With many due, tables are hashed whole; with few, their rows are looked up one by one.
MANY = 20_000
FOR_MANY = "SET LOCAL work_mem = '256MB'; SET LOCAL enable_nestloop = off; SET LOCAL enable_mergejoin = off"
COUNT = """
SELECT count(*) FROM (
  SELECT 1 FROM between_enrolment WHERE state IN ('running', 'paused') AND next_at <= %(now)s LIMIT %(many)s) due
"""


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


@transaction.atomic
def sweep(*, at: datetime | None = None, policy: Policy = FIXED) -> Swept:
    """Decide for everybody what is due by `at` (now unless said). Safe to repeat and to run beside another."""
    now = at or clock.now()
    with access.working(), connection.cursor() as cursor:
        unanswered, silent = _note_silence(cursor, now)
        facts = {"now": now, "many": MANY, "policy": policy.name, "fixed": FIXED.name}
        cursor.execute(COUNT, facts)
        if cursor.fetchone()[0] == MANY:
            cursor.execute(FOR_MANY)
        cursor.execute(sql.sweep(policy), facts)
        counts = cursor.fetchone()
        Beat.objects.update_or_create(name="sweep", defaults={"at": now})
    return Swept(now, *counts, unanswered, silent)


def _note_silence(cursor, now: datetime) -> tuple[int, int]:
    cursor.execute(sql.SILENCE, {"now": now})
    lapsed, found = cursor.fetchone()
    silences = [Silence(*one) for one in json.loads(found)]
    tell(silences)
    return lapsed, len(silences)


def place(enrolments: Iterable[Enrolment], *, at: datetime | None = None) -> None:
    """Say anew when these enrolments next have something: after `at`, and after every day that had its turn."""
    with connection.cursor() as cursor:
        cursor.execute(sql.place(), {"enrolments": [e.pk for e in enrolments], "now": at or clock.now()})
