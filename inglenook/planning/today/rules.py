"""Periods that "Today" and the follow-up of actions keep. Plain Python."""

from calendar import monthrange
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

FOLLOW_UP_WITHIN = timedelta(days=14)  # Co-creating Health: follow-up of goals within 14 days
SOON = timedelta(days=14)
UNDO_FOR = timedelta(minutes=15)
REVIEW_GAP = relativedelta(months=3)  # a review so shortly before the birthday month counts for that birthday


def next_review(birth_date: date | None, reviewed_on: date) -> date:
    """The last day of the first birthday month at least three months after a review; a year on when not known."""
    if birth_date is None:
        return reviewed_on + relativedelta(years=1)
    earliest = reviewed_on + REVIEW_GAP
    year = earliest.year + (birth_date.month < earliest.month)
    return date(year, birth_date.month, monthrange(year, birth_date.month)[1])
