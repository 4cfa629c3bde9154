"""Reads of the link worker's home, of one referral as a thread, and of the person's own referrals."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from inglenook.core import clock
from inglenook.core.models import Organisation, User
from inglenook.measures.api import instruments
from inglenook.measures.models import Administration
from inglenook.people.models import Person

from ..models import Concern, ExtraSlots, Introduction, Referral, ReferralStep, RiskNote, Visit, WordBack
from . import rules
from .limits import A_YEAR, Load, loads
from .teams import workers


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


def referral_or_404(ref) -> Referral:
    rows = Referral.objects.select_related("team", "owner", "referrer", "person__practice", "person__preferences")
    referral = rows.filter(ref=ref).first()
    if referral is None:
        raise Http404("No such referral, or not one you may see")
    return referral


@dataclass(frozen=True)
class Line:
    """One thing of the thread. `kind` is step, visit, service, measure or word; `said` are the person's or a
    service's words, `by` who did it."""

    at: datetime
    kind: str
    title: str
    text: str = ""
    said: str = ""
    by: str = ""
    facts: tuple[str, ...] = ()


@dataclass
class Thread:
    """A referral as one story, oldest first, with what stands beside it."""

    lines: list[Line]
    introductions: list[Introduction]
    risks: list[RiskNote]
    concerns: list[Concern]
    words_back: list[WordBack] = field(default_factory=list)


def thread(referral: Referral) -> Thread:
    """Seven statements, however long the story."""
    introductions = list(referral.introductions.select_related("service", "by").order_by("pk"))
    words_back = list(referral.wordbacks.all())
    lines = chain(
        _steps(referral), _visits(referral), _services(introductions), _measures(referral), _words(words_back)
    )
    return Thread(
        sorted(lines, key=lambda line: line.at),
        introductions,
        list(referral.risknotes.all()),
        list(referral.concerns.select_related("told", "by")),
        words_back,
    )


def _steps(referral: Referral) -> Iterator[Line]:
    for step in ReferralStep.objects.filter(referral=referral).select_related("by"):
        reason = rules.reasons()[step.because].title if step.because else ""
        yield Line(
            step.at, "step", rules.states()[step.state].title, step.note, by=_name(step.by), facts=_facts(reason)
        )


def _visits(referral: Referral) -> Iterator[Line]:
    for visit in referral.visits.select_related("by"):
        minutes = f"{visit.minutes} minutes" if visit.minutes else ""
        agreed = f"Agreed: {visit.agreed}" if visit.agreed else ""
        text = "\n".join(part for part in (visit.discussed, agreed) if part)
        yield Line(visit.at, "visit", visit.get_way_display(), text, by=visit.by.name, facts=_facts(minutes))


def _services(introductions: list[Introduction]) -> Iterator[Line]:
    for one in introductions:
        along = "A link worker goes along the first time" if one.with_somebody else ""
        facts = _facts(one.get_state_display(), along)
        yield Line(one.state_at, "service", one.service.name, one.need, one.words_back, one.by.name, facts)


def _measures(referral: Referral) -> Iterator[Line]:
    if referral.person_id is None:
        return
    asked = Administration.objects.filter(person_id=referral.person_id, answered_at__gte=referral.made_at)
    for one in asked.order_by("answered_at"):
        known = instruments()[one.instrument]
        said = [
            f"{q.short}: {q.says(one.answers[q.code])}" for q in known.questions if one.answers.get(q.code) is not None
        ]
        total = f"{one.score:g} of {one.low:g} to {one.high:g}" if one.score is not None else ""
        yield Line(one.answered_at, "measure", known.title, ". ".join(said), facts=_facts(total))


def _words(words_back: list[WordBack]) -> Iterator[Line]:
    for word in words_back:
        facts = _facts(word.get_way_display(), "" if word.sent_at else "not sent yet")
        yield Line(word.made_at, "word", "Word back", word.text, facts=facts)


def _facts(*facts: str) -> tuple[str, ...]:
    return tuple(fact for fact in facts if fact)


def _name(user: User | None) -> str:
    return user.name if user else ""


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
