"""Reads of the link worker's home, of one referral as a thread, and of the person's own referrals."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from inglenook.core import clock
from inglenook.core.models import Organisation, User
from inglenook.people.models import Person

from ..models import Concern, ExtraSlots, Introduction, Referral, ReferralStep, Visit
from . import rules
from .limits import A_YEAR, Load, loads
from .teams import workers
from .thread import with_thread


def held_by(user: User, teams: list[Organisation]) -> QuerySet[Referral]:
    """Referrals to these teams; policies let a link worker see no others."""
    return Referral.objects.filter(team__in=teams).select_related("owner", "team")


def inbox(teams: list[Organisation]) -> QuerySet[Referral]:
    """What nobody has taken yet, the one whose time ends first on top."""
    return Referral.objects.filter(team__in=teams, owner=None, closed_at=None).order_by("act_by", "pk")


def caseload(user: User) -> QuerySet[Referral]:
    """What this link worker has and has not ended, or has ended without telling whoever made it."""
    mine = Referral.objects.filter(owner=user).exclude(state="told")
    last = Visit.objects.filter(referral=OuterRef("pk")).exclude(way=Visit.Way.NO_ANSWER).order_by("-at")
    return mine.annotate(
        last_seen=Subquery(last.values("at")[:1]),
        tries=Count("visits", filter=Q(visits__way=Visit.Way.NO_ANSWER)),
        has_concern=Exists(Concern.objects.filter(referral=OuterRef("pk"), closed_at=None)),
    ).order_by(F("act_by").asc(nulls_last=True), "pk")


def found(rows: QuerySet[Referral], text: str) -> QuerySet[Referral]:
    """Those whose number is what was typed, or whose names begin with each of its words."""
    number = text.strip().lower()
    if len(number) == 8 and all(letter in "0123456789abcdef" for letter in number):
        first, last = (f"{number}-{end * 4}-{end * 4}-{end * 4}-{end * 12}" for end in "0f")
        return rows.filter(ref__range=(first, last))
    for word in text.split():
        rows = rows.filter(Q(given_name__istartswith=word) | Q(given_family_name__istartswith=word))
    return rows


def extra_slots(teams: list[Organisation]) -> QuerySet[ExtraSlots]:
    """What managers allow at present."""
    current = ExtraSlots.objects.filter(organisation__in=teams, until__gte=clock.today())
    return current.select_related("owner", "by")


def open_concerns(teams: list[Organisation]) -> QuerySet[Concern]:
    return Concern.objects.filter(team__in=teams, closed_at=None).select_related("referral", "told", "by")


def referral_or_404(ref, *, threaded: bool = False) -> Referral:
    """The referral; `threaded` with all that its page tells of it."""
    rows = Referral.objects.select_related("team", "owner", "referrer", "person__practice", "person__preferences")
    referral = (with_thread(rows) if threaded else rows).filter(ref=ref).first()
    if referral is None:
        raise Http404("No such referral, or not one you may see")
    return referral


def of_person(person: Person) -> QuerySet[Referral]:
    """The person's own referrals, open ones first, newest first."""
    open_first = F("closed_at").desc(nulls_first=True)
    return Referral.objects.filter(person=person).select_related("owner", "team").order_by(open_first, "-pk")


def introduced(referrals: list[Referral]) -> dict[int, list[Introduction]]:
    """The services of these referrals, by referral. One statement."""
    rows: dict[int, list[Introduction]] = {referral.pk: [] for referral in referrals}
    for one in Introduction.objects.filter(referral__in=referrals).select_related("service").order_by("pk"):
        rows[one.referral_id].append(one)
    return rows


@dataclass(frozen=True)
class Supervised:
    """One link worker of a team: how much they have, and what of it is late. No text of any record.

    Without a `worker`, what nobody has taken yet, and no load.
    """

    team: Organisation
    worker: User | None
    load: Load | None
    open: int = 0
    late: int = 0
    oldest: datetime | None = None
    ended: int = 0
    to_tell: int = 0
    beyond: int = 0


def supervision(teams: list[Organisation]) -> list[Supervised]:
    """Every link worker of these teams, and at the end of each team's what waits in its inbox."""
    counts = _counts(teams)
    found = []
    for team in teams:
        has = loads(workers(team))
        found += [Supervised(team, one, load, **counts.get((team.pk, one.pk), {})) for one, load in has.items()]
        found += [Supervised(team, None, None, **counts.get((team.pk, None), {}))]
    return found


def _counts(teams: list[Organisation]) -> dict[tuple[int, int | None], dict]:
    """By team and owner. One statement."""
    now = clock.now()
    beyond = ReferralStep.objects.filter(referral=OuterRef("pk"), beyond_limit=True, at__gte=now - A_YEAR)
    rows = Referral.objects.filter(team__in=teams).annotate(was_beyond=Exists(beyond)).order_by()
    counted = rows.values("team", "owner").annotate(
        open=Count("pk", filter=Q(closed_at=None)),
        late=Count("pk", filter=Q(act_by__lte=now) & ~Q(state="told")),
        oldest=Min("state_at", filter=Q(closed_at=None)),
        ended=Count("pk", filter=Q(closed_at__gte=now - A_YEAR)),
        to_tell=Count("pk", filter=Q(closed_at__isnull=False) & ~Q(state="told")),
        beyond=Count("pk", filter=Q(was_beyond=True)),
    )
    return {(row.pop("team"), row.pop("owner")): row for row in counted}


def by_state(teams: list[Organisation]) -> list[tuple[rules.State, int]]:
    """How many open referrals stand in each state, in the table's order."""
    rows = Referral.objects.filter(team__in=teams).exclude(state="told").order_by().values("state")
    counts = {row["state"]: row["found"] for row in rows.annotate(found=Count("pk"))}
    return [(state, counts.get(code, 0)) for code, state in rules.states().items() if state.next]


def last_reasons(referrals: list[Referral]) -> dict[int, rules.Reason]:
    """Why each of these is as it is, where that has a reason. One statement."""
    steps = ReferralStep.objects.filter(referral__in=referrals).exclude(because="").order_by("at", "pk")
    return {step.referral_id: rules.reasons()[step.because] for step in steps if _holds(step, referrals)}


def _holds(step: ReferralStep, referrals: list[Referral]) -> bool:
    """Whether this is still why: an earlier obstacle is not the reason of a later state."""
    now = next(referral.state for referral in referrals if referral.pk == step.referral_id)
    return now in (step.state, "told")
