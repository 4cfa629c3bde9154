"""What the pages of those who keep the directory read."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from inglenook.core.models import Membership

from ..models import Double, Edit, Fault, Feed, FeedRun, Flag, Service, ServiceAtSite

FAULTS_SHOWN = 3  # places of each kind of fault


@dataclass(frozen=True)
class FaultKind:
    """Faults that say the same: how often, and where the first of them are."""

    what: str
    mend: str
    weight: str
    times: int
    places: list[str]


def feeds() -> QuerySet[Feed]:
    """Feeds with how many of their services are there and what came of their last reading."""
    last = FeedRun.objects.filter(feed=OuterRef("pk")).order_by("-started_at", "-pk")
    there = Service.objects.filter(feed=OuterRef("pk"), gone_at=None).order_by().values("feed")
    return Feed.objects.annotate(
        services_there=Subquery(there.annotate(n=Count("pk")).values("n")),
        run_state=Subquery(last.values("state")[:1]),
        run_at=Subquery(last.values("started_at")[:1]),
        run_faults=Subquery(last.values("faults_found")[:1]),
    )


def is_stopped(feed: Feed) -> bool:
    """Whether nothing of a feed is there and nobody reads it; `feed` is one of `feeds()`."""
    return feed.run_at is not None and not feed.services_there and feed.every_hours is None


def services(words: str, feed: str = "") -> QuerySet[Service]:
    """Services that are there, by a part of their name or their provider's."""
    flagged = Flag.objects.filter(service=OuterRef("pk"), closed_at=None)
    found = Service.objects.filter(gone_at=None).select_related("provider", "feed", "same_as")
    if words:
        found = found.filter(Q(name__icontains=words) | Q(provider__name__icontains=words))
    if feed:
        found = found.filter(feed__ref=feed)
    return found.annotate(is_flagged=Exists(flagged), by_charity=_by_charity()).order_by("name", "pk")


SAYS = {  # fields of the standard, and of the room, in the words of the form
    "description": "what it is", "url": "web page", "email": "email address", "phones": "phone", "alert": "notice",
    "schedules": "when it is on", "fees_description": "what it costs", "assured_date": "checked", "location": "address",
    "takes_people": "whether it takes people", "places_free": "places free", "waiting": "people waiting",
    "status": "whether it is running",
}  # fmt: skip
UNSAID = ("cost_options", "fees")  # always changed together with what the cost is now


@dataclass(frozen=True)
class Change:
    """One change of a service: when, by whom, and whether that was the charity that runs it."""

    edit: Edit
    what: str
    is_theirs: bool

    @property
    def who(self) -> str:
        name = self.edit.by.name if self.edit.by else "somebody"
        return f"the charity ({name})" if self.is_theirs else name


def changes_of(service: Service) -> list[Change]:
    """The newest ten, in words."""
    theirs = Membership.objects.filter(user=OuterRef("by"), organisation=service.provider.organisation_id)
    found = service.changes.select_related("by").annotate(is_theirs=Exists(theirs))[:10]
    return [Change(edit, _what(edit), edit.is_theirs) for edit in found]


def _what(edit: Edit) -> str:
    if set(edit.patch) == set(Edit.ROOM):
        return f"room: {_room(**edit.patch)}"
    return ", ".join(SAYS.get(name, name.replace("_", " ")) for name in edit.patch if name not in UNSAID)


def _room(*, takes_people: bool, places_free: int | None, waiting: int | None) -> str:
    free = "places not counted" if places_free is None else f"{places_free} places free"
    waits = f", {waiting} waiting" if waiting else ""
    return f"{free}{waits}" if takes_people else "takes nobody now"


def _by_charity() -> Subquery:
    """When the charity that runs a service last changed it."""
    theirs = Membership.objects.filter(user=OuterRef("by"), organisation=OuterRef("service__provider__organisation"))
    return Subquery(Edit.objects.filter(Exists(theirs), service=OuterRef("pk")).order_by("-at").values("at")[:1])


def to_do() -> dict[str, int]:
    """How many flags and pairs wait for somebody."""
    return {"flags": open_flags().count(), "doubles": doubles().count()}


def open_flags() -> QuerySet[Flag]:
    return Flag.objects.filter(closed_at=None, service__gone_at=None).select_related("service__provider")


def closed_flags() -> QuerySet[Flag]:
    closed = Flag.objects.exclude(closed_at=None).select_related("service__provider", "closed_by")
    return closed.order_by("-closed_at")


def doubles() -> QuerySet[Double]:
    """Pairs that wait for a decision."""
    return _pairs().filter(state=Double.State.PROPOSED, first__same_as=None, second__same_as=None)


def decided() -> QuerySet[Double]:
    return _pairs().exclude(state=Double.State.PROPOSED).order_by("-decided_at")


def _pairs() -> QuerySet[Double]:
    there = Double.objects.filter(first__gone_at=None, second__gone_at=None)
    return there.select_related("first__provider", "first__feed", "second__provider", "second__feed", "decided_by")


def places_of(services: list[int]) -> dict[int, list[str]]:
    """Where each of these services is held, by its key."""
    held: dict[int, list[str]] = {}
    at_sites = ServiceAtSite.objects.filter(service__in=services, gone_at=None, site__gone_at=None)
    for service, name, address, postcode in at_sites.values_list(
        "service_id", "site__name", "site__address", "site__postcode"
    ):
        held.setdefault(service, []).append(", ".join(part for part in (name, address, postcode) if part))
    return held


def fault_kinds(run: FeedRun) -> list[FaultKind]:
    """The faults of a run by what they say, the commonest first, with the first places of each."""
    rows = Fault.objects.filter(run=run).order_by()
    kinds = rows.values("what", "mend", "weight").annotate(times=Count("pk"))
    commonest = list(kinds.order_by("-times")[:200])
    places: dict[tuple, list[str]] = {}
    for what, weight, place in _first_places(run):
        places.setdefault((what, weight), []).append(place)
    return [
        FaultKind(k["what"], k["mend"], k["weight"], k["times"], places.get((k["what"], k["weight"]), []))
        for k in commonest
    ]


def _first_places(run: FeedRun) -> list[tuple[str, str, str]]:
    """Three places of every kind of fault, in one statement."""
    nth = Window(RowNumber(), partition_by=["what", "weight"], order_by="pk")
    numbered = Fault.objects.filter(run=run).annotate(nth=nth).filter(nth__lte=FAULTS_SHOWN)
    return list(numbered.values_list("what", "weight", "place"))
