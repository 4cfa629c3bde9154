"""Lists that people write together, agenda, goals, actions: a row is added once, at the end, and moved in its list."""

import uuid

from django.db import models
from django.db.models import Max, QuerySet

from inglenook.core.models import User


def add_once(rows: QuerySet, *, ref: uuid.UUID, by: User, **values) -> models.Model:
    """The row named `ref`; it is made at the end of these rows unless it is there, so that sending it twice is once."""
    made = values | {"position": next_position(rows), "written_by": by}
    return rows.model.objects.get_or_create(ref=ref, defaults=made)[0]


def next_position(rows: QuerySet) -> int:
    """The position after the last of these rows."""
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def move(rows: QuerySet, row: models.Model, *, to: int | None = None, shift: int = 0) -> None:
    """Put one of these rows at place `to` counted from 0, or `shift` places further down (negative: up).

    Past either end means that end; a row that is not among them stays where it is. Call inside a transaction.
    """
    listed = list(rows.select_for_update(of=("self",)))
    if row in listed:
        _place_in_order(moved(listed, row, listed.index(row) + shift if to is None else to))


def moved(rows: list, row, to: int) -> list:
    """The list with one of its members at another place, counted from 0; past either end means that end."""
    others = [other for other in rows if other != row]
    others.insert(max(0, min(to, len(others))), row)
    return others


def _place_in_order(rows: list) -> None:
    """Number rows as they stand in the list; those already in place are left alone."""
    misplaced = []
    for position, row in enumerate(rows, 1):
        if row.position != position:
            row.position = position
            misplaced.append(row)
    if misplaced:
        type(misplaced[0]).objects.bulk_update(misplaced, ["position"])
