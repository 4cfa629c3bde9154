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

# The planner cannot know how many rows the parts of the statement pass on: hashing is right for few and for many.
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


@transaction.atomic
def sweep(*, at: datetime | None = None, policy: Policy = FIXED) -> Swept:
    """Decide for everybody what is due by `at` (now unless said). Safe to repeat and to run beside another."""
    now = at or clock.now()
    with access.working(), connection.cursor() as cursor:
        unanswered, silent = _note_silence(cursor, now)
        cursor.execute(HASH)
        cursor.execute(sql.sweep(policy), {"now": now, "policy": policy.name, "fixed": FIXED.name})
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
