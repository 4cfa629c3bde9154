"""Call people for their review: open, move and end cycles for everybody at once."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import connection, transaction

from inglenook.core import access, clock
from inglenook.people.models import Person

from . import sql
from .rules import Recall, recall_rules

# Everything is read in the order of people and merged: the server's own settings are for pages. What a power cut
# takes of the last second, the next run finds again: nobody waits for the disk.
FOR_EVERYBODY = """
SET LOCAL work_mem = '256MB'; SET LOCAL enable_nestloop = off; SET LOCAL enable_hashagg = off;
SET LOCAL max_parallel_workers_per_gather = 2; SET LOCAL synchronous_commit = off
"""


@dataclass(frozen=True)
class Called:
    """What a recall did, in people."""

    on: date
    people: int  # living, registered, adult, with a long-term condition: they should have a cycle
    opened: int
    moved: int
    expired: int

    @property
    def changed(self) -> bool:
        return bool(self.opened or self.moved or self.expired)

    def as_json(self) -> dict:
        return asdict(self) | {"on": self.on.isoformat()}


@transaction.atomic
def recall(*, on: date, person: Person | None = None, rules: Recall | None = None) -> Called:
    """End what has run out, open what is not open, move forward what rules want sooner. Safe to repeat.

    A review opens `ahead_days` before it is due; for one `person` at once, whenever that is.
    Who has a named professional is theirs to see to.
    Who is already being gathered, prepared or met is left alone.
    """
    about: dict = {"on": on, "now": clock.now(), "person_id": person and person.pk}
    rules = rules or recall_rules()
    with access.working(), connection.cursor() as cursor:
        if person is None:
            cursor.execute(FOR_EVERYBODY)
        cursor.execute(*sql.expire(rules, **about))
        (expired,) = cursor.fetchone()
        if person is None:
            cursor.execute(sql.MIDDLE)
            cursor.execute(*sql.read_all(rules, on=on, middle=cursor.fetchone()[0]))
        cursor.execute(*sql.open_and_move(rules, **about))
        people, opened, moved = cursor.fetchone()
        if person is None:
            cursor.execute("DROP TABLE recall_due")
    return Called(on=on, people=people, opened=opened, moved=moved, expired=expired)
