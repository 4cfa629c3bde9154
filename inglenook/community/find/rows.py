"""The services that were found, with their providers and places, in one statement whose text is made once.

Django's own way of asking costs more time than PostgreSQL's answer: it writes some sixty columns anew for each search.
"""

from functools import cache
from itertools import islice

from django.db import connection
from django.db.models import Field, Model

from ..models import Provider, Service, Site
from .search import Hit

READ = """
SELECT hit.place, {columns}
FROM unnest(%s::bigint[], %s::bigint[]) WITH ORDINALITY AS hit (service_id, site_id, place)
JOIN community_service service ON service.id = hit.service_id
JOIN community_provider provider ON provider.id = service.provider_id
LEFT JOIN community_site site ON site.id = hit.site_id
ORDER BY hit.place
"""
READ_OF = {"service": Service, "provider": Provider, "site": Site}
LONG = ("document", "edits")  # what a feed said of a provider or of a place is long, and no card shows it


def read(hits: list[Hit]) -> list[tuple[Hit, Service, Site | None]]:
    """Each hit whose service is still there, with what a card shows of it. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_sql(), [[hit.service_id for hit in hits], [hit.site_id for hit in hits]])
        return [_made(hits[place - 1], iter(values)) for place, *values in cursor.fetchall()]


def _made(hit: Hit, values) -> tuple[Hit, Service, Site | None]:
    service, provider, site = (_row(model, values) for model in READ_OF.values())
    service.provider = provider
    return hit, service, site if site.pk else None


def _row(model: type[Model], values) -> Model:
    fields = _fields(model)
    found = zip(fields, islice(values, len(fields)), strict=True)
    return model.from_db(connection.alias, [field.attname for field in fields], [_value(*one) for one in found])


def _value(field: Field, value):
    return field.from_db_value(value, None, connection) if hasattr(field, "from_db_value") else value


@cache
def _fields(model: type[Model]) -> list[Field]:
    return [field for field in model._meta.concrete_fields if model is Service or field.name not in LONG]


@cache
def _sql() -> str:
    named = (f"{name}.{field.column}" for name, model in READ_OF.items() for field in _fields(model))
    return READ.format(columns=", ".join(named))
