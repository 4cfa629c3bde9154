"""The one place that knows what day it is, so that a demonstration or a test can stand on a fixed day."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

AHEAD = timedelta(days=2 * 366)

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Within it, for this thread alone, it is this moment of UTC and its day, in every time zone."""
    token = _standing.set(moment)
    try:
        yield
    finally:
        _standing.reset(token)


def now() -> datetime:
    """The moment, aware; on the fixed day of `INGLENOOK_TODAY` when that is set."""
    if moment := _standing.get():
        return moment
    moment = reading()
    if settings.FIXED_TODAY:
        day = settings.FIXED_TODAY
        moment = moment.replace(year=day.year, month=day.month, day=day.day)
    return moment


def reading() -> datetime:
    """What the clock of the machine says."""
    return timezone.now()


def today() -> date:
    """The day in the current time zone."""
    if moment := _standing.get():
        return moment.date()
    return timezone.localdate(now())


def furthest() -> date:
    """The last day, two years ahead, for which something may be put down: a later one is a slip of the hand."""
    return today() + AHEAD
