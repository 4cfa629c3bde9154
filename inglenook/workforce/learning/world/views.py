from collections import Counter

from django.contrib.postgres.search import SearchRank
from django.core.paginator import Paginator

from inglenook.kit.world import world_map

from ...doors import for_staff
from ...models import WorldOrganisation
from ..presenting import page
from ..searching import query_of
from .countries import countries

AT_ONCE = 25
MOST_LETTERS = 200


@for_staff()
def organisations(request):
    """Organisations around the world that work for person-centred care: a map, and a list to search."""
    words, country = (request.GET.get(name, "")[:MOST_LETTERS].strip() for name in ("words", "country"))
    everywhere = Counter(WorldOrganisation.objects.order_by().values_list("country", flat=True))
    tally = [(countries()[code], count) for code, count in everywhere.most_common()]
    context = {
        "found": Paginator(_search(words, country), AT_ONCE).get_page(request.GET.get("page")),
        "map": _map(tally),
        "says": _says(tally),
        "tally": tally,
        "names": {code: one.name for code, one in countries().items()},
        "asked": {"words": words, "country": country},
        "choices": [("", "All countries"), *sorted(((c.code, c.name) for c, _ in tally), key=lambda pair: pair[1])],
    }
    return page(request, "world/organisations", context)


def _search(words: str, country: str):
    found = WorldOrganisation.objects.defer("search").order_by("name")
    if country:
        found = found.filter(country=country)
    if words:
        query = query_of(words)
        found = found.filter(search=query).annotate(rank=SearchRank("search", query)).order_by("-rank", "name")
    return found


def _map(tally):
    counts = {country.number: (country.name, count) for country, count in tally}
    return world_map(counts, title="Organisations in each country", says=_says(tally))


def _says(tally) -> str:
    """The map in a sentence."""
    if not tally:
        return "No organisation is listed yet."
    first = ", ".join(f"{country.name} ({count})" for country, count in tally[:3])
    whole = sum(count for _, count in tally)
    return f"{whole} organisations in {len(tally)} countries are listed; most in {first}."
