"""Verbs of the log: write, show to one supervisor, take back, remove; rate one's own skills."""

from django.db import transaction

from inglenook.core import clock
from inglenook.core.models import User

from ..models import Reflection, SelfRating
from ..practice.figures import note_rating


@transaction.atomic
def write(*, by: User, entry: Reflection | None = None, **about) -> Reflection:
    """A new entry, or the author's changes to one of theirs."""
    entry = entry or Reflection(author=by, written_at=clock.now())
    for name, value in about.items():
        setattr(entry, name, value)
    entry.save()
    return entry


@transaction.atomic
def show(*, entry: Reflection, to: User) -> None:
    """One supervisor may read this entry from now on, instead of whoever might before."""
    entry.shown_to = to
    entry.save(update_fields=["shown_to"])


@transaction.atomic
def take_back(*, entry: Reflection) -> None:
    """Nobody but the author reads it from now on."""
    entry.shown_to = None
    entry.save(update_fields=["shown_to"])


@transaction.atomic
def remove(*, entry: Reflection) -> None:
    """It is gone for good; nothing is kept of it."""
    entry.delete()


@transaction.atomic
def rate(*, by: User, scores: dict[str, int]) -> SelfRating:
    """How sure the author is of each skill today; said twice in a day, the last counts."""
    kept, _ = SelfRating.objects.update_or_create(author=by, on=clock.today(), defaults={"scores": scores})
    note_rating(by=by, scores=scores)
    return kept
