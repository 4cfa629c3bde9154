"""Verbs about cover."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from inglenook.core import clock
from inglenook.core.models import Organisation, User

from ..models import Cover


class Refused(Exception):
    """What was asked cannot be done. The message is fit to be shown."""


@transaction.atomic
def cover(*, user: User, covered_by: User, organisation: Organisation, first: date, last: date) -> Cover:
    """From the first day to the end of the last, somebody else gets what would come to `user`. Raises Refused."""
    if user == covered_by:
        raise Refused("Choose somebody else to cover.")
    if last < first:
        raise Refused("The last day cannot be before the first.")
    return Cover.objects.create(
        user=user,
        covered_by=covered_by,
        organisation=organisation,
        starts_at=_midnight(first),
        ends_at=_midnight(last + timedelta(days=1)),
    )


@transaction.atomic
def end_cover(*, cover: Cover) -> None:
    """They are back: from now on things come to them again. One that has not begun is taken out."""
    now = clock.now()
    if cover.starts_at >= now:
        cover.delete()
    elif cover.ends_at > now:
        cover.ends_at = now
        cover.save(update_fields=["ends_at"])


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
