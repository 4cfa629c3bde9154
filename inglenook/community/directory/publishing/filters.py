"""The standard's filters, from an address to a set of rows."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, FloatField, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils import timezone

from inglenook.community.models import Service, ServiceAtSite, ServiceTerm
from inglenook.core.refs import is_ref

PER_PAGE, MOST_PER_PAGE = 50, 100
FURTHEST_PAGE = 1_000_000
TRUE, FALSE = {"true", "1", "yes"}, {"false", "0", "no", ""}
TIME = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(:[0-5]\d(\.\d+)?)?Z?")
DAYS = {"monday": "MO", "tuesday": "TU", "wednesday": "WE", "thursday": "TH", "friday": "FR", "saturday": "SA",
        "sunday": "SU"}  # fmt: skip


class Misasked(Exception):
    """A filter has a value it cannot have; the text says which."""


@dataclass(frozen=True)
class Asked:
    """The query of an address, read."""

    query: QueryDict

    def text(self, name: str) -> str:
        return self.query.get(name, "").replace("\0", "").strip()

    def whole(self, name: str, otherwise: int, *, most: int) -> int:
        given = self.text(name)
        if given and not re.fullmatch(r"[+-]?\d+", given):
            raise Misasked(f"{name} must be a whole number")
        number = int(given[:12]) if given else otherwise
        return min(max(number, 1), most)

    def number(self, name: str) -> float | None:
        try:
            return float(self.text(name)) if self.text(name) else None
        except ValueError:
            raise Misasked(f"{name} must be a number") from None

    def flag(self, name: str) -> bool:
        given = self.text(name).lower()
        if given not in TRUE | FALSE:
            raise Misasked(f"{name} must be true or false")
        return given in TRUE

    def moment(self, name: str) -> datetime | None:
        given = self.text(name).replace(" ", "+")  # a + of an offset that was not escaped
        if not given:
            return None
        try:
            found = datetime.fromisoformat(given)
        except ValueError:
            raise Misasked(f"{name} must be a date and time") from None
        return found if timezone.is_aware(found) else found.replace(tzinfo=UTC)

    def time(self, name: str) -> str:
        given = self.text(name)
        if given and not TIME.fullmatch(given):
            raise Misasked(f"{name} must be a time such as 09:00")
        return given.zfill(5)[:5] if given else ""


def services(asked: Asked) -> QuerySet[Service]:
    """Services that may be published and that the filters ask for."""
    found = Service.objects.filter(gone_at=None, same_as=None)
    for narrow in (_text, _about, _by, _since, _ages, _times):
        found = narrow(found, asked)
    return found


def at_sites(asked: Asked) -> QuerySet[ServiceAtSite]:
    found = ServiceAtSite.objects.filter(gone_at=None, site__gone_at=None)
    return found.filter(service__in=services(asked))


def _text(found: QuerySet, asked: Asked) -> QuerySet:
    words = asked.text("search") or asked.text("text")
    if not words:
        return found
    query = SearchQuery(words[:400], config="english", search_type="websearch")
    return found.annotate(words=Service.WORDS).filter(words=query)


def _about(found: QuerySet, asked: Asked) -> QuerySet:
    terms = ServiceTerm.objects.filter(service=OuterRef("pk"))
    for name, path in (("taxonomy_term_id", "term__ref"), ("taxonomy_id", "term__vocabulary__ref")):
        if given := asked.text(name):
            found = found.filter(Exists(terms.filter(**{path: given}))) if is_ref(given) else found.none()
    return found


def _by(found: QuerySet, asked: Asked) -> QuerySet:
    given = asked.text("organization_id")
    if not given:
        return found
    return found.filter(provider__ref=given) if is_ref(given) else found.none()


def _since(found: QuerySet, asked: Asked) -> QuerySet:
    moment = asked.moment("modified_after")
    if moment is None:
        return found
    return found.filter(Q(changed_at__gte=moment) | Q(edited_at__gte=moment))


def _ages(found: QuerySet, asked: Asked) -> QuerySet:
    for name, compare in (("minimum_age", "gte"), ("maximum_age", "lte")):
        if (age := asked.number(name)) is not None:
            given = Cast(KT(f"document__{name}"), FloatField())
            found = found.annotate(**{name: given}).filter(**{f"{name}__{compare}": age})
    return found


def _times(found: QuerySet, asked: Asked) -> QuerySet:
    """Services with a time, of their own or at one of their places, that meets all that is asked of times."""
    day = asked.text("day").lower()
    values = {"day": DAYS.get(day, day[:2].upper()), "from": asked.time("start_time"), "to": asked.time("end_time")}
    if not any(values.values()):
        return found
    parts, given = [], []
    for name, test in TESTS.items():
        if values[name]:
            parts.append(test)
            given.append(values[name])
    return found.filter(pk__in=RawSQL(f"{HELD} WHERE {' AND '.join(parts)}", given))  # noqa: S608


HOUR = "lpad(split_part(t ->> '{0}', ':', 1), 2, '0') || ':' || split_part(t ->> '{0}', ':', 2)"
TESTS = {
    "day": "string_to_array(t ->> 'byday', ',') @> ARRAY[%s]",
    "from": f"t ? 'opens_at' AND {HOUR.format('opens_at')} >= %s",
    "to": f"t ? 'closes_at' AND {HOUR.format('closes_at')} <= %s",
}
HELD = """
SELECT held.id FROM (
  SELECT id, document || edits AS document FROM community_service WHERE gone_at IS NULL
  UNION ALL SELECT service_id, document FROM community_serviceatsite WHERE gone_at IS NULL
) held, jsonb_path_query(held.document, '$.schedules[*]') t
"""
