"""Team-level figures: written at each member's own action, never by opening what they wrote.

A manager reads months that are over, never of fewer than five members, so that no figure says anything of one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from inglenook.core import access, clock
from inglenook.core.counting import SMALLEST, Mean, mean
from inglenook.core.models import Membership, Organisation, User
from inglenook.people.api import memberships_of

from ..models import TeamTally

MONTHS = 6  # shown
RATED_WITHIN = 3  # months that a self-rating counts


@dataclass(frozen=True)
class Month:
    """How many practised in a month, and how many talks they finished; None where fewer than five did."""

    on: date
    members: int | None
    talks: int | None


@dataclass(frozen=True)
class Rated:
    """A skill's mean self-rating; None where fewer than five rated it."""

    code: str
    mean: Mean | None


def note_talk(*, by: User) -> None:
    """One more practised conversation was finished."""
    _add(by, talks=F("talks") + 1)


def note_rating(*, by: User, scores: dict[str, int]) -> None:
    """The scores of a self-rating, in place of an earlier one of the same month."""
    _add(by, scores=scores)


def _add(by: User, **change) -> None:
    """To the month's figures of every organisation where the member works."""
    month, marker = clock.today().replace(day=1), salted_hmac("inglenook.workforce.tally", str(by.pk)).hexdigest()
    at = {m.organisation_id for m in memberships_of(by)}
    with access.working():
        rows = [TeamTally(organisation_id=organisation, month=month, marker=marker) for organisation in at]
        TeamTally.objects.bulk_create(rows, ignore_conflicts=True)
        TeamTally.objects.filter(organisation__in=at, month=month, marker=marker).update(**change)


def members(organisation: Organisation) -> int:
    """How many work at the organisation or right under it."""
    return Membership.objects.current().filter(_at(organisation)).values("user").distinct().count()


def months(organisation: Organisation) -> list[Month]:
    """The last months that are over, oldest first."""
    last = clock.today().replace(day=1)
    rows = _rows(organisation, since=last - relativedelta(months=MONTHS))
    ons = [last - relativedelta(months=ago) for ago in range(MONTHS, 0, -1)]
    return [_month(on, {row.marker: row.talks for row in rows if row.month == on and row.talks}) for on in ons]


def _month(on: date, talks: dict[str, int]) -> Month:
    enough = len(talks) >= SMALLEST or not talks
    return Month(on, len(talks), sum(talks.values())) if enough else Month(on, None, None)


def ratings(organisation: Organisation, skills: Iterable[str]) -> list[Rated]:
    """Each skill's mean over the members' last self-ratings of recent months that are over."""
    since = clock.today().replace(day=1) - relativedelta(months=RATED_WITHIN)
    last = {row.marker: row.scores for row in _rows(organisation, since=since) if row.scores}
    return [Rated(code, mean([scores[code] for scores in last.values() if code in scores])) for code in skills]


def _rows(organisation: Organisation, *, since: date) -> list[TeamTally]:
    """The tallies of months that are over, oldest first: what this month adds would tell who did it."""
    until = clock.today().replace(day=1)
    with access.working():
        found = TeamTally.objects.filter(_at(organisation), month__gte=since, month__lt=until)
        return list(found.order_by("month", "pk"))


def _at(organisation: Organisation) -> Q:
    return Q(organisation=organisation) | Q(organisation__parent=organisation)
