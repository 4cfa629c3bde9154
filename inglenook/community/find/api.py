"""The door to finding help for other parts and rooms above."""

from dataclasses import dataclass, field
from datetime import date

from inglenook.core import clock

from ..models import Service, Site
from .cards import Card, card
from .concepts import concepts
from .index import index
from .places import Point, locate
from .reasons import FROM_YOU, distance, why
from .rows import read
from .search import Hit, Wanted, find
from .suggesting import Suggestion, suggest
from .understanding import Asked, understand

__all__ = [
    "Found", "Page", "Point", "Suggestion", "Wanted",
    "concepts", "index", "locate", "search", "suggest",
]  # fmt: skip

NOTHING = Asked("", (), (), {})  # of which all that is near is the answer


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
    asked = understand(words) if words.strip() else NOTHING
    if words.strip() and not asked:
        return Page(asked)
    hits = find(asked, near=place, wanted=wanted or Wanted(), limit=limit + 1, offset=offset)
    return Page(asked, shown(hits[:limit]), len(hits) > limit)


def shown(hits: list[Hit], start: str = FROM_YOU) -> list[Found]:
    """The hits with all that a card shows, in their order; `start` says from where they are how far."""
    on = clock.today()
    return [_found(hit, service, site, on, start) for hit, service, site in read(hits)]


def _found(hit: Hit, service: Service, site: Site | None, on: date, start: str) -> Found:
    shows = card(service, site, on=on)
    text = " ".join([service.name, service.description, shows.who, *_terms(shows.document)])
    return Found(shows, why(hit, text), distance(hit.km, start), hit.km, hit.score)


def _terms(document: dict) -> list[str]:
    rows = [row.get("taxonomy_term") or {} for row in document.get("attributes") or [] if isinstance(row, dict)]
    return [str(row.get("name") or "") for row in rows]
