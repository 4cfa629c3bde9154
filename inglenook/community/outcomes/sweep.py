"""The daily pass: points made, answers found, people asked, reminded once, and those lost counted."""

from dataclasses import dataclass

from django.db import connection, transaction

from inglenook.core import access, clock
from inglenook.messaging.api import wake
from inglenook.messaging.contacts import meet

from . import rules, sql

# Points are joined whole to referrals and answers, many of them made a moment ago, of which the planner knows nothing.
HASH = "SET LOCAL work_mem = '256MB'; SET LOCAL enable_nestloop = off"
PLAIN = "SET LOCAL work_mem TO DEFAULT; SET LOCAL enable_nestloop = on"


@dataclass(frozen=True)
class Swept:
    """How many points each step changed."""

    made: int
    heard: int
    asked: int
    reminded: int
    lost: int


@transaction.atomic
def sweep() -> Swept:
    """See to every point. Safe to repeat: a second pass on the same day changes nothing."""
    with access.working(), connection.cursor() as cursor:
        values = _values()
        cursor.execute(HASH)
        done = Swept(
            made=_run(cursor, sql.make(), values),
            heard=_run(cursor, sql.hear(rules.asked()), values),
            asked=_write(cursor, sql.due(), "asked_at", values | {"what": "ask"}),
            reminded=_write(cursor, sql.AGAIN, "reminded_at", values | {"what": "again"}),
            lost=_run(cursor, sql.LOSE, values),
        )
        cursor.execute(PLAIN)
    wake()
    return done


def _values() -> dict:
    occasions = list(rules.occasions().values())
    arrays = {
        "codes": [one.code for one in occasions],
        "days": [one.days for one in occasions],
        "ask_after": [one.ask_after_days for one in occasions],
        "windows": [one.window_days for one in occasions],
    }
    told = {"instruments": list(rules.asked()), "topic": rules.TOPIC, "remind_after": rules.remind_after_days()}
    first = {"start": occasions[0].code, "first": next(iter(rules.questions()))}
    return arrays | told | first | {"now": clock.now(), "today": clock.today()}


def _run(cursor, statement: str, values: dict) -> int:
    cursor.execute(statement, values)
    return cursor.rowcount


def _write(cursor, whose: str, noted: str, values: dict) -> int:
    """Ask those whom `whose` finds, after taking over what the record says by which they are reached."""
    cursor.execute(whose, values)
    found = cursor.fetchall()
    if not found:
        return 0
    meet([person for _, person in found])
    return _run(cursor, sql.write(noted), values | {"points": [point for point, _ in found]})
