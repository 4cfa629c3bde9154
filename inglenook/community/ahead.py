"""How far ahead anything is planned: a later year is a slip of the finger."""

from datetime import date, timedelta

from inglenook.core import clock

AHEAD = timedelta(days=731)


def furthest() -> date:
    """The last day for which something may be put down now."""
    return clock.today() + AHEAD
