"""The one place that knows what day it is, so that a demonstration or a test can stand on a fixed day."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

AHEAD = timedelta(days=2 * 366)


def now() -> datetime:
    """The moment, aware; on the fixed day of `INGLENOOK_TODAY` when that is set."""
    moment = timezone.now()
    if settings.FIXED_TODAY:
        day = settings.FIXED_TODAY
        moment = moment.replace(year=day.year, month=day.month, day=day.day)
    return moment


def today() -> date:
    """The day in the current time zone."""
    return timezone.localdate(now())


def furthest() -> date:
    """The last day, two years ahead, for which something may be put down: a later one is a slip of the hand."""
    return today() + AHEAD
