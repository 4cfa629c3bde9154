"""Adding to one's own record, changing it, taking it away again."""

import uuid
from typing import TypeVar

from django.db import transaction

from inglenook.core import clock
from inglenook.core.models import User

from ..actions import UNDO_FOR, TooLate
from ..models import Person
from ..models.own import OwnRow, Way

RowT = TypeVar("RowT", bound=OwnRow)


@transaction.atomic
def add(
    model: type[RowT], *, person: Person, by: User, once: str = "", way: str = Way.WEB, said_by: str = "", **said
) -> RowT:
    """Keep what the person says. `once` names this saying: the same one sent twice is kept once."""
    ref = uuid.uuid5(person.ref, once) if once else uuid.uuid4()
    given = {"person": person, "way": way, "said_by": said_by, "written_by": by, **said}
    return model.objects.get_or_create(ref=ref, defaults=given)[0]


@transaction.atomic
def change(row: OwnRow, *, by: User, **said) -> None:
    """Put it right; what it said before stays in its history."""
    for name, value in said.items():
        setattr(row, name, value)
    row.written_by = by
    row.save()


def remove(row: OwnRow, *, by: User) -> None:
    """Take it away: it counts no longer and is shown no more."""
    change(row, by=by, removed_at=clock.now())


def undo_remove(row: OwnRow, *, by: User) -> None:
    """Put it back as it was, within a day. Raises TooLate after that."""
    if row.removed_at and clock.now() - row.removed_at > UNDO_FOR:
        raise TooLate("It is too long ago to undo. You can add it again.")
    change(row, by=by, removed_at=None)
