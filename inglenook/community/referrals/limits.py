"""How many people a link worker has at a time and within a year, and what one more beyond that needs."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Aggregate, Count, Exists, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from inglenook.core import access, clock
from inglenook.core.models import Organisation, User

from ..models import ExtraSlots, Referral, ReferralStep
from ..refused import Refused
from . import rules
from .teams import workers

A_YEAR = timedelta(days=365)
LOCK = 7_311  # of PostgreSQL's advisory locks: one more for a link worker, one after the other


class OverLimit(Refused):
    """One more is beyond the link worker's limit, and nothing says why they should have it."""


@dataclass(frozen=True)
class Load:
    """How many slots are taken now and how many people were accepted within a year, beside the limits.

    `extra` slots are what a manager allows for a time; the year's limit rises by as many.
    """

    open: int
    slots: int
    year: int
    a_year: tuple[int, int]
    extra: int = 0

    @property
    def free(self) -> int:
        return max(0, min(self.slots + self.extra - self.open, self.a_year[1] + self.extra - self.year))

    @property
    def is_full(self) -> bool:
        return self.free == 0


def load(user: User) -> Load:
    return loads(User.objects.filter(pk=user.pk))[user]


def loads(users: QuerySet[User]) -> dict[User, Load]:
    """Of each of these link workers, in whatever team they work. One statement."""
    since = clock.now() - A_YEAR
    accepted = ReferralStep.objects.filter(referral=OuterRef("pk"), state="accepted", at__gte=since)
    referrals = Referral.objects.filter(owner=OuterRef("pk"))
    extra = ExtraSlots.objects.filter(owner=OuterRef("pk"), until__gte=clock.today())
    counted = users.annotate(
        open=_of_owner(referrals.filter(closed_at=None), Count("pk")),
        year=_of_owner(referrals.filter(Exists(accepted)), Count("pk")),
        extra=_of_owner(extra, Sum("slots")),
    )
    with access.working():
        return {one: Load(one.open, rules.slots(), one.year, rules.a_year(), one.extra) for one in counted}


def _of_owner(rows: QuerySet, what: Aggregate) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values("owner").annotate(found=what).values("found")), 0)


def is_beyond(user: User, because: str) -> bool:
    """Whether one more is beyond the user's limit. Raises OverLimit when it is and `because` does not say why.

    Call inside a transaction: two at once take turns, so that the last slot is taken once.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, user.pk])
    found = load(user)
    if found.is_full and not because.strip():
        used = f"{found.open} of {found.slots + found.extra} slots in use, {found.year} people within a year"
        raise OverLimit(f"{user.name} is at the limit ({used}). Say why it should be one more.")
    return found.is_full


def whose_turn(team: Organisation) -> User | None:
    """Who gets a new referral, now that somebody of the team is at their limit: the colleague with the most room.

    None while all have room, for then whoever is first takes it from the inbox; and when nobody has, for then it waits.
    """
    with access.working():
        found = loads(workers(team))
    free = [one for one, has in found.items() if not has.is_full]
    return max(free, key=lambda one: found[one].free, default=None) if len(free) < len(found) else None


@transaction.atomic
def allow(*, worker: User, team: Organisation, slots: int, until: date, because: str, by: User) -> ExtraSlots:
    """A manager lets a link worker have more people for a time, and says why."""
    said = {"slots": slots, "until": until, "because": because}
    return ExtraSlots.objects.create(owner=worker, organisation=team, by=by, **said)
