"""The door to finding help for other parts and rooms above."""

from dataclasses import dataclass, field

from inglenook.core import clock

from ..models import Listing, Service, Site
from .cards import Card, card
from .concepts import concepts
from .index import index
from .places import Point, locate
from .reasons import distance, why
from .search import Hit, Wanted, find
from .suggesting import Suggestion, suggest
from .understanding import Asked, understand

__all__ = [
    "Found", "Page", "Point", "Suggestion", "Wanted",
    "concepts", "index", "locate", "search", "suggest",
]  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A service that may help, why, and how far it is."""

    card: Card
    why: list[str]
    far: str
    distance_km: float | None
    score: float

    @property
    def service(self) -> Service:
        return self.card.service

    @property
    def site(self) -> Site | None:
        return self.card.site


@dataclass(frozen=True)
class Page:
    """What was found, best first; what the question was taken to mean; whether there is more."""

    asked: Asked
    found: list[Found] = field(default_factory=list)
    has_more: bool = False

    @property
    def is_good(self) -> bool:
        """Whether what was chiefly asked for is among it."""
        return bool(self.found) and (not self.asked.concepts or any(one.why for one in self.found))


def search(*, words: str, place: Point | None = None, wanted: Wanted | None = None, limit=10, offset=0) -> Page:
    """Services for a question in plain words; never one that is full, gone, closed or a double of another."""
    asked = understand(words)
    if words.strip() and not asked:
        return Page(asked)
    hits = find(asked, near=place, wanted=wanted or Wanted(), limit=limit + 1, offset=offset)
    return Page(asked, shown(hits[:limit]), len(hits) > limit)


# What a card shows none of, and is long: what a feed said of a provider and of a place.
NOT_SHOWN = ("search", *(f"{of}__{what}" for of in ("service__provider", "site") for what in ("document", "edits")))


def shown(hits: list[Hit]) -> list[Found]:
    """The hits with all that a card shows, in their order."""
    rows = Listing.objects.filter(service__in=[hit.service_id for hit in hits]).select_related(
        "service__provider", "site"
    )
    listed = {(row.service_id, row.site_id): row for row in rows.defer(*NOT_SHOWN)}
    places = [(hit, listed.get((hit.service_id, hit.site_id))) for hit in hits]
    return [_found(hit, row.service, row.site) for hit, row in places if row]


def _found(hit: Hit, service: Service, site: Site | None) -> Found:
    shows = card(service, site, on=clock.today())
    text = " ".join([service.name, service.description, shows.who, *_terms(shows.document)])
    return Found(shows, why(hit, text), distance(hit.km), hit.km, hit.score)


def _terms(document: dict) -> list[str]:
    rows = [row.get("taxonomy_term") or {} for row in document.get("attributes") or [] if isinstance(row, dict)]
    return [str(row.get("name") or "") for row in rows]
