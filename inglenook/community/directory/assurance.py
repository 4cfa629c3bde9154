"""How fresh what is known of a service is, in words. Plain Python."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

OLD_MONTHS = 12  # Open Referral UK asks publishers to assure a service at least once a year


@dataclass(frozen=True)
class Assurance:
    """When somebody last made sure of what is shown; `is_old` when that is more than a year ago or never said."""

    text: str
    is_old: bool


def assurance(assured_on: date | None, on: date) -> Assurance:
    if assured_on is None or assured_on > on:
        return Assurance("Nobody has said when this was last checked", True)
    age = relativedelta(on, assured_on)
    months = age.years * 12 + age.months
    return Assurance(f"Last checked {assured_on.day} {assured_on:%B %Y}, {_ago(months)}", months >= OLD_MONTHS)


def _ago(months: int) -> str:
    if months < 1:
        return "less than a month ago"
    if months < OLD_MONTHS:
        return "a month ago" if months == 1 else f"{months} months ago"
    years = months // 12
    return "more than a year ago" if years == 1 else f"more than {years} years ago"
