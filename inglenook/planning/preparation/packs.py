"""Making packs: a row for each cycle in one statement, then what each says, hundreds at a time."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.db import connection, transaction
from django.db.models import QuerySet

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.people.models import Person

from ..models import Pack, ReviewCycle, Task
from ..today.actions import acknowledge as see
from ..today.actions import raise_urgent
from .contents import contents
from .rules import DAYS_BEFORE, READY_STATES

PLAN = (Path(__file__).parent / "plan_packs.sql").read_text()
HELD = "A result must be seen by a professional first"
AT_ONCE = 500  # packs whose people and results are held in memory together


@transaction.atomic
def make_packs(*, cycles: QuerySet[ReviewCycle], by: User, on: date | None = None) -> list[int]:
    """Make packs for those of these cycles that the actor sees and that have none; the keys of the new packs.

    Cycles whose conversation has begun and people who have died get none. Asked twice, or by two at once, each cycle
    has one pack.
    """
    cycle_ids = list(cycles.values_list("pk", flat=True))
    with access.working():
        pack_ids = _plan(cycle_ids, by, on or clock.today())
        fill_packs(pack_ids=pack_ids, on=on)
    return pack_ids


def _plan(cycle_ids: list[int], by: User, today: date) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            PLAN,
            {
                "cycles": cycle_ids,
                "today": today,
                "days_before": DAYS_BEFORE,
                "by": by.pk,
                "states": list(READY_STATES),
            },
        )
        return [pack_id for (pack_id,) in cursor.fetchall()]


def fill_packs(*, pack_ids: Iterable[int], on: date | None = None) -> None:
    """Write what each pack says. One with a value that a professional must see first is held and says nothing."""
    pack_ids = list(pack_ids)
    for start in range(0, len(pack_ids), AT_ONCE):
        _fill(pack_ids[start : start + AT_ONCE], on or clock.today())


def _fill(pack_ids: list[int], on: date) -> None:
    packs = list(Pack.objects.filter(pk__in=pack_ids, sent_at=None))
    people = Person.objects.select_related("practice", "preferences").filter(packs__in=packs)
    said = contents(people, on=on)
    for pack in packs:
        words = said[pack.person_id]
        pack.contents = words or {}
        pack.made_at = clock.now() if words else None
        pack.held_because = "" if words else HELD
    Pack.objects.bulk_update(packs, ["contents", "made_at", "held_because"])
    if None in said.values():
        raise_urgent()


def waiting(pack: Pack) -> QuerySet[Task]:
    """The urgent values of the pack's person that no professional has acknowledged."""
    return Task.objects.filter(person=pack.person_id, kind=Task.Kind.URGENT_RESULT, done_at=None)


@transaction.atomic
def acknowledge(*, pack: Pack, by: User, note: str) -> None:
    """A professional has seen the urgent values behind a held pack; it is made now. Raises `Refused` without a note."""
    for task in waiting(pack):
        see(task=task, by=by, note=note)
    with access.working():
        fill_packs(pack_ids=[pack.pk])


def release_packs(*, on: date | None = None) -> int:
    """Fill the held packs whose urgent values a professional has seen; how many were released."""
    held = list(Pack.objects.exclude(held_because="").values_list("pk", flat=True))
    fill_packs(pack_ids=held, on=on)
    return len(held) - Pack.objects.filter(pk__in=held).exclude(held_because="").count()
