"""Documents as they are published: the feed's and what people here changed in one, under refs of our own.

Two feeds may use the same id for different things, and an older form's ids are no UUIDs, so every id is made anew from
its feed and what it names: always the same, and valid everywhere.
"""

import uuid
from datetime import datetime
from typing import Any

from inglenook.community.models import Provider, Service, ServiceAtSite, Site, Term, Vocabulary

from ..merging import merged
from ..rules import is_uuid
from ..splitting import id_of
from ..standard import Field, shapes

ROWS = {
    "organization": "provider",
    "parent_organization": "provider",
    "location": "site",
    "service_at_location": "at_site",
    "taxonomy": "vocabulary",
    "taxonomy_term": "term",
    "parent": "term",
}


def service(row: Service, at_sites: list[ServiceAtSite] | None = None) -> dict[str, Any]:
    """A service with all that belongs to it; without `at_sites` as lists give it, by its one-to-one fields."""
    document = _named(row, "service")
    document["organization"] = provider_in_short(row.provider)
    document["organization_id"] = str(row.provider.ref)
    document["last_modified"] = last_modified(row).isoformat()
    if at_sites is None:
        return _in_short(document, "service")
    document["organization"] = _named(row.provider, "organization")
    document["service_at_locations"] = [_at_site(at) for at in at_sites]
    return document


def minimal(row: Service) -> dict[str, str]:
    return {"id": str(row.ref), "last_modified": last_modified(row).isoformat()}


def last_modified(row: Service) -> datetime:
    return max(moment for moment in (row.changed_at, row.edited_at) if moment)


def service_at_location(row: ServiceAtSite, *, full: bool) -> dict[str, Any]:
    """A service at a place. The standard's own description of one names the schema of a service for it, so the name
    and the status of the service are given beside it."""
    held = service(row.service, [] if full else None)
    held.pop("service_at_locations", None)
    at = _at_site(row) if full else _in_short(_at_site(row), "service_at_location") | {"location": _site_in_short(row)}
    return at | {"service": held, "name": held["name"], "status": held["status"]}


def provider(row: Provider, services: list[Service] | None = None) -> dict[str, Any]:
    document = _named(row, "organization")
    return document if services is None else document | {"services": [service(one, []) for one in services]}


def provider_in_short(row: Provider) -> dict[str, Any]:
    return _in_short(_named(row, "organization"), "organization")


def vocabulary(row: Vocabulary, terms: list[Term] | None = None) -> dict[str, Any]:
    document = _named(row, "taxonomy")
    document.pop("taxonomy_terms", None)
    return document if terms is None else document | {"taxonomy_terms": [term(one) for one in terms]}


def term(row: Term) -> dict[str, Any]:
    document = _named(row, "taxonomy_term")
    if row.vocabulary:
        document |= {"taxonomy_id": str(row.vocabulary.ref), "taxonomy": row.vocabulary.name}
    return document


def _at_site(row: ServiceAtSite) -> dict[str, Any]:
    document = _named(row, "service_at_location")
    document |= {"service_id": str(row.service.ref), "location_id": str(row.site.ref)}
    return document | {"location": _named(row.site, "location")}


def _site_in_short(row: ServiceAtSite) -> dict[str, Any]:
    return _in_short(_named(row.site, "location"), "location")


def _named(row: Provider | Service | ServiceAtSite | Site | Term | Vocabulary, shape: str) -> dict[str, Any]:
    """A row's document under our refs, with every field that the standard requires."""
    feed = row.feed.ref if row.feed else None
    return _object(merged(row.document, row.edits), shape, feed, str(row.ref)) | {"id": str(row.ref)}


def _object(given: dict, shape: str, feed: uuid.UUID | None, under: str) -> dict[str, Any]:
    fields = shapes()[shape].fields
    own = _id(given.get("id") or under, ROWS.get(shape, shape), feed)
    document = {
        name: _value(fields[name], value, feed, f"{own}.{name}") for name, value in given.items() if name in fields
    }
    missing = {name: _unsaid(fields[name]) for name in shapes()[shape].required if name not in document}
    return missing | document | {"id": own}


def _value(field: Field, value: Any, feed: uuid.UUID | None, under: str) -> Any:
    if field.many:
        return [_object(item, field.shape, feed, f"{under}[{n}]") for n, item in enumerate(value)]
    if field.kind == "object":
        return _object(value, field.shape, feed, under)
    if field.kind == "uuid":
        named = field.name.removesuffix("_id")
        return _id(value, ROWS.get(named, named), feed)
    return value


def _id(given: str, kind: str, feed: uuid.UUID | None) -> str:
    if feed is None and is_uuid(given):
        return given
    return str(id_of(feed or uuid.NAMESPACE_OID, kind, given))


def _unsaid(field: Field) -> Any:
    """What stands for a field that the standard requires and the feed did not give."""
    return field.words[0] if field.kind == "words" else ""


def _in_short(document: dict, shape: str) -> dict[str, Any]:
    return {name: value for name, value in document.items() if not shapes()[shape].fields[name].many}
