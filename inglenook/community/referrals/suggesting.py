"""Services that may fit: those whose words are those of what gets in the way, each with why. One statement."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector

from inglenook.people.models import Person

from ..models import Service, Site
from . import barriers as table

VECTOR = SearchVector("name", weight="A", config="english") + SearchVector("description", weight="B", config="english")


@dataclass(frozen=True)
class Suggestion:
    """A service with room, where it is, and why it may fit, in words."""

    service: Service
    site: Site | None
    why: list[str]


def suggest(*, person: Person | None, barriers: list[str], words: str = "", limit: int = 5) -> list[Suggestion]:
    """Services with room, best first; none when nothing is asked for."""
    sought = [(why, SearchQuery(word, search_type="phrase", config="english")) for why, word in _terms(barriers, words)]
    if not sought:
        return []
    query = sought[0][1]
    for _, term in sought[1:]:
        query |= term
    rows = Service.objects.on_offer().with_room().annotate(vector=VECTOR, rank=SearchRank(VECTOR, query))
    rows = rows.filter(vector=query).select_related("provider").prefetch_related("at_sites__site")
    return [_suggestion(row, barriers, words) for row in rows.order_by("-rank", "pk")[:limit]]


def _terms(barriers: list[str], words: str) -> list[tuple[str, str]]:
    typed = [(word, word) for word in words.split()]
    return typed or [(code, word) for code, found in table.words(barriers).items() for word in found]


def _suggestion(service: Service, barriers: list[str], words: str) -> Suggestion:
    said = f"{service.name} {service.description}".lower()
    why = [title for code, title in zip(barriers, table.titles(barriers), strict=True) if _says(said, code)]
    site = next((at.site for at in service.at_sites.all()), None)
    return Suggestion(service, site, why or [f"It says “{words}”"] if words else why)


def _says(said: str, code: str) -> bool:
    return any(word in said for word in table.words([code]).get(code, ()))
