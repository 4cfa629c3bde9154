"""One nested service of a feed becomes rows: its provider, its sites, the service, where it is held, its terms."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

import orjson

from . import columns
from .findings import Item
from .rules import WARNED, Checking, Fault

Made = Callable[[dict], dict[str, Any]]  # the columns of a document
NO_PROVIDER = "not-given"
KINDS = ("vocabulary", "term", "provider", "site", "service", "at_site")
FORM = b"1"  # of the columns made from a document: another number makes every row be written anew


def id_of(feed: uuid.UUID, kind: str, source_id: str) -> uuid.UUID:
    """The ref of what a feed calls by `source_id`: always the same, and never another feed's."""
    return uuid.uuid5(feed, f"{kind}:{source_id}")


class Splitter:
    """Rows of each kind, ready for COPY, from services that come one by one; knows what it has seen."""

    def __init__(self, feed: uuid.UUID):
        self._feed = feed
        self._seen: dict[str, dict[str, bytes]] = {kind: {} for kind in KINDS}
        self.rows: dict[str, list[tuple]] = {kind: [] for kind in (*KINDS, "service_term", "refused")}
        self.repeated: Counter = Counter()
        self.faults: list[Fault] = []

    def take(self) -> dict[str, list[tuple]]:
        """The rows gathered so far, which are then forgotten."""
        taken, self.rows = self.rows, {kind: [] for kind in self.rows}
        return taken

    def has(self, source_id: str) -> bool:
        return source_id in self._seen["service"]

    def counts(self) -> dict[str, int]:
        """How many of each kind came, each counted once."""
        return {kind: len(seen) for kind, seen in self._seen.items()}

    def service(self, document: dict, checking: Checking) -> None:
        """Put a checked service in. One with an id that came before is counted as repeated and not taken again."""
        place, source_id = checking.place, document["id"]
        if self.has(source_id):
            self.repeated["service"] += 1
            self.faults.append(Fault(place, "a service with this id came before; ignored", "give each service once"))
            return
        at_sites = document.pop("service_at_locations", [])
        document["organization_id"] = provider = self._provider(document, checking)
        shown = columns.service(_with_phone(document, at_sites))
        self._row("service", source_id, document, place, lambda _: shown, provider)
        for at_site in at_sites:
            self._at_site(source_id, at_site, checking)
        for found in document.get("attributes", []):
            self._service_term(source_id, found, place)

    def stays(self, item: Item) -> None:
        """Leave a service that could not be taken as it was known."""
        if item.kind == "service" and isinstance(item.document, dict) and "id" in item.document:
            self.rows["refused"].append((str(item.document["id"]),))

    def vocabulary(self, document: dict, place: str) -> str:
        self._row("vocabulary", document["id"], document, place, columns.vocabulary)
        return document["id"]

    def term(self, document: dict, place: str) -> str:
        vocabulary = self._vocabulary_of(document, place)
        parent = document.get("parent_id")
        self._row("term", document["id"], document, place, columns.term, vocabulary, parent)
        return document["id"]

    def _provider(self, service: dict, checking: Checking) -> str:
        given = service.pop("organization", None) or {}
        source_id = given.get("id") or service.get("organization_id") or NO_PROVIDER
        if source_id not in self._seen["provider"] and not given.get("name"):
            checking.warn("organization", "no organisation is given with the service", "give `organization`")
            given = {"id": source_id, "name": "Provider not named", "description": ""}
        if given.get("name"):
            self._row("provider", source_id, given, checking.place, columns.provider)
        return source_id

    def _at_site(self, service: str, document: dict, checking: Checking) -> None:
        location = document.pop("location", None) or {}
        site = location.get("id") or document.get("location_id") or (_digest(location).hex() if location else "")
        if not location and site not in self._seen["site"]:
            checking.warn("service_at_locations", "no location is given; left out", "give `location`")
            return
        if location:
            self._row("site", site, location, checking.place, columns.site)
        source_id = document.get("id") or f"{service}:{site}"
        document |= {"service_id": service, "location_id": site}
        self._row("at_site", source_id, document, checking.place, lambda _: {}, service, site)

    def _service_term(self, service: str, attribute: dict, place: str) -> None:
        given = attribute.get("taxonomy_term") or {}
        if "id" in given and "name" in given:
            self.rows["service_term"].append((service, self.term(given, place)))
        elif found := attribute.get("taxonomy_term_id") or given.get("id"):
            self.rows["service_term"].append((service, found))

    def _vocabulary_of(self, term: dict, place: str) -> str | None:
        detail = term.get("taxonomy_detail") or {}
        name = detail.get("name") or term.get("taxonomy")
        source_id = detail.get("id") or term.get("taxonomy_id") or (name and f"name:{name}"[:200])
        if source_id and name and source_id not in self._seen["vocabulary"]:
            self.vocabulary({"description": ""} | detail | {"id": source_id, "name": name}, place)
        return source_id

    def _row(self, kind: str, source_id: str, document: dict, place: str, made: Made, *links: str | None) -> None:
        """Keep a row the first time its id comes; say so when it comes again as something else."""
        digest, before = _digest(document), self._seen[kind].get(source_id)
        if before is None:
            self._seen[kind][source_id] = digest
            text = orjson.dumps(document).decode()
            ref, fingerprint = id_of(self._feed, kind, source_id), uuid.UUID(bytes=digest)
            self.rows[kind].append((source_id, ref, text, fingerprint, *links, *made(document).values()))
            return
        self.repeated[kind] += 1
        if before != digest and kind != "term":
            what = f"the {_name(kind)} with this id came before and said something else; the first is kept"
            self.faults.append(Fault(place, what, "say the same wherever an id comes", WARNED))


def _digest(document: dict) -> bytes:
    return hashlib.md5(FORM + orjson.dumps(document, option=orjson.OPT_SORT_KEYS), usedforsecurity=False).digest()


def _name(kind: str) -> str:
    return {"provider": "organisation", "site": "location", "at_site": "service at location"}.get(kind, kind)


def _with_phone(service: dict, at_sites: list[dict]) -> dict:
    """The service, with the numbers of its places where it has none of its own."""
    if service.get("phones") or any(contact.get("phones") for contact in service.get("contacts", [])):
        return service
    return service | {"phones": [phone for at_site in at_sites for phone in _phones_at(at_site)]}


def _phones_at(at_site: dict) -> list[dict]:
    return [*at_site.get("phones", []), *(at_site.get("location") or {}).get("phones", [])]
