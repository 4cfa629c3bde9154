"""The directory for anybody's program, as Open Referral UK 3.0 says: open, without keys, from any site."""

from collections.abc import Callable
from functools import wraps

from django.core.paginator import EmptyPage, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from inglenook.community.models import Provider, Service, ServiceAtSite, Term, Vocabulary
from inglenook.core.refs import is_ref

from . import documents, filters
from .filters import FURTHEST_PAGE, MOST_PER_PAGE, PER_PAGE, Asked, Misasked
from .near import nearest

PROFILE = "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md"
OPENAPI = "https://raw.githubusercontent.com/OpenReferralUK/uk-profile/main/schema/openapi.json"
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Cache-Control": "public, max-age=300",
}
MINIMAL_PER_PAGE = 10_000


def published(view: Callable[..., dict]) -> Callable[..., HttpResponse]:
    """The view gives a document; the answer may be read from any site."""

    @wraps(view)
    def answer(request: HttpRequest, **named) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=OPEN)
        if request.method not in ("GET", "HEAD"):
            return JsonResponse({"detail": "only GET"}, status=405, headers=OPEN | {"Allow": "GET, HEAD, OPTIONS"})
        try:
            document = view(Asked(request.GET), **named)
        except Misasked as error:
            return JsonResponse({"detail": str(error)}, status=400, headers=OPEN)
        if document is None:
            return JsonResponse({"detail": "there is no such thing here"}, status=404, headers=OPEN)
        return JsonResponse(document, headers=OPEN, json_dumps_params={"ensure_ascii": False})

    answer.csrf_exempt = True
    return answer


@published
def about(asked: Asked) -> dict:
    """Which version of which standard this is."""
    return {"version": "HSDS-UK-3.0", "profile": PROFILE, "openapi_url": OPENAPI}


@published
def services(asked: Asked) -> dict:
    """Services, by the standard's filters; `full` gives them whole, `minimal` their ids and moments alone."""
    found = filters.services(asked).order_by("pk")
    if asked.flag("minimal"):
        found = found.only("ref", "changed_at", "edited_at", "name")
        return _page(asked, found, lambda rows: [documents.minimal(row) for row in rows], most=MINIMAL_PER_PAGE)
    found = found.select_related("provider__feed", "feed")
    shown = _whole if asked.flag("full") else lambda rows: [documents.service(row) for row in rows]
    return _page(asked, found, shown)


@published
def service(asked: Asked, ref: str) -> dict | None:
    """One service with all that belongs to it."""
    row = _one(_services(), ref)
    return row and _whole([row])[0]


@published
def service_at_locations(asked: Asked) -> dict:
    """Services at places, by the same filters and by how near they are to a postcode."""
    found = nearest(filters.at_sites(asked), asked).select_related(*AT)
    full = asked.flag("full")
    return _page(asked, found, lambda rows: [documents.service_at_location(row, full=full) for row in rows])


@published
def service_at_location(asked: Asked, ref: str) -> dict | None:
    """One service at one of its places."""
    known = ServiceAtSite.objects.filter(gone_at=None, site__gone_at=None, service__in=_services())
    row = _one(known.select_related(*AT), ref)
    return row and documents.service_at_location(row, full=True)


@published
def organizations(asked: Asked) -> dict:
    """Who runs services."""
    found = Provider.objects.filter(gone_at=None).select_related("feed").order_by("pk")
    if words := asked.text("search") or asked.text("text"):
        found = found.filter(name__icontains=words[:400])
    if asked.flag("full_service"):
        return _page(asked, found, _with_services)
    shown = documents.provider if asked.flag("full") else documents.provider_in_short
    return _page(asked, found, lambda rows: [shown(row) for row in rows])


@published
def organization(asked: Asked, ref: str) -> dict | None:
    """One organisation with its services."""
    row = _one(Provider.objects.filter(gone_at=None).select_related("feed"), ref)
    return row and documents.provider(row, list(_services().filter(provider=row)[:MOST_PER_PAGE]))


@published
def taxonomies(asked: Asked) -> dict:
    """Vocabularies."""
    found = Vocabulary.objects.filter(gone_at=None).select_related("feed").order_by("pk")
    if words := asked.text("search"):
        found = found.filter(name__icontains=words[:400])
    return _page(asked, found, lambda rows: [documents.vocabulary(row) for row in rows])


@published
def taxonomy(asked: Asked, ref: str) -> dict | None:
    """One vocabulary with its terms."""
    row = _one(Vocabulary.objects.filter(gone_at=None).select_related("feed"), ref)
    return row and documents.vocabulary(row, list(_terms().filter(vocabulary=row)))


@published
def taxonomy_terms(asked: Asked) -> dict:
    """Terms of all vocabularies."""
    found = _terms().order_by("pk")
    if words := asked.text("search"):
        found = found.filter(name__icontains=words[:400])
    for name, column in (("taxonomy_id", "vocabulary__ref"), ("parent_id", "parent__ref")):
        if given := asked.text(name):
            found = found.filter(**{column: given}) if is_ref(given) else found.none()
    if asked.flag("top_only"):
        found = found.filter(parent=None)
    return _page(asked, found, lambda rows: [documents.term(row) for row in rows])


@published
def taxonomy_term(asked: Asked, ref: str) -> dict | None:
    """One term."""
    row = _one(_terms(), ref)
    return row and documents.term(row)


AT = ("feed", "site__feed", "service__feed", "service__provider__feed")


def _services() -> QuerySet[Service]:
    return Service.objects.filter(gone_at=None, same_as=None).select_related("provider__feed", "feed")


def _terms() -> QuerySet[Term]:
    return Term.objects.filter(gone_at=None).select_related("feed", "vocabulary")


def _one(found: QuerySet, ref: str):
    return found.filter(ref=ref).first() if is_ref(ref) else None


def _whole(rows: list[Service]) -> list[dict]:
    """Services with their places, all of these asked for at once."""
    held: dict[int, list[ServiceAtSite]] = {row.pk: [] for row in rows}
    for at in ServiceAtSite.objects.filter(gone_at=None, service__in=rows).select_related(
        "feed", "site__feed", "service"
    ):
        held[at.service_id].append(at)
    return [documents.service(row, held[row.pk]) for row in rows]


def _with_services(rows: list[Provider]) -> list[dict]:
    """Organisations with their services, all of these asked for at once."""
    run: dict[int, list[Service]] = {row.pk: [] for row in rows}
    for service in _services().filter(provider__in=rows).order_by("pk"):
        run[service.provider_id].append(service)
    return [documents.provider(row, run[row.pk]) for row in rows]


def _page(asked: Asked, found: QuerySet, shown: Callable, *, most: int = MOST_PER_PAGE) -> dict:
    """A page as the standard has it; one after the last is empty."""
    size = asked.whole("per_page", min(PER_PAGE, most) if most == MOST_PER_PAGE else most, most=most)
    number = asked.whole("page", 1, most=FURTHEST_PAGE)
    paginator = Paginator(found, size)
    try:
        rows = list(paginator.page(number).object_list)
    except EmptyPage:
        rows = []
    return {
        "total_items": paginator.count,
        "total_pages": paginator.num_pages,
        "page_number": number,
        "size": len(rows),
        "first_page": number == 1,
        "last_page": number >= paginator.num_pages,
        "empty": not rows,
        "contents": shown(rows),
    }


urlpatterns = [
    path("", about),
    path("services", services),
    path("services/<str:ref>", service),
    path("service_at_locations", service_at_locations),
    path("service_at_locations/<str:ref>", service_at_location),
    path("organizations", organizations),
    path("organizations/<str:ref>", organization),
    path("taxonomies", taxonomies),
    path("taxonomies/<str:ref>", taxonomy),
    path("taxonomy_terms", taxonomy_terms),
    path("taxonomy_terms/<str:ref>", taxonomy_term),
]
