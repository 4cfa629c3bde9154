"""Practices, networks and boards; other organisations only when a person is registered there.

There are thousands of organisations at most, so that they are read one by one.
"""

from hashlib import md5
from uuid import UUID

import orjson
import pyarrow as pa

from inglenook.core.models import Organisation
from inglenook.people.models import Source

from .models import KnownOrganisation
from .reader import NUL

ODS = "https://fhir.nhs.uk/Id/ods-organization-code"
Kind = Organisation.Kind
LONGEST_KEY = 150  # as `base_fault` of readings/macros.sql has it
LONGEST_CODE = Organisation._meta.get_field("code").max_length
LONGEST_PHONE = Organisation._meta.get_field("phone").max_length
# Words and ODS role codes (NHS Organisation Data Service: RO76 GP practice, RO272 primary care network, RO318
# integrated care board).
KINDS = {
    "gp practice": Kind.PRACTICE,
    "ro76": Kind.PRACTICE,
    "primary care network": Kind.NETWORK,
    "ro272": Kind.NETWORK,
    "integrated care board": Kind.BOARD,
    "ro318": Kind.BOARD,
}


class Organisations:
    """The organisations of one source by key: those kept, and the others in case somebody is registered there."""

    def __init__(self, source: Source):
        self._source = source
        self._known = {known.key: known for known in KnownOrganisation.objects.filter(source=source)}
        self._others: dict[str, tuple[dict, UUID]] = {}
        self._searches: dict[str, str] = {}
        self._under: dict[str, str] = {}

    def ids(self) -> pa.Table:
        """Key (or search by identifier, such as an ODS code) and id of each organisation kept."""
        known = {key: one.organisation_id for key, one in self._known.items()}
        coded = {f"?identifier={ODS}|{code}": id_ for code, id_ in Organisation.objects.values_list("code", "pk")}
        searches = {search: known[key] for search, key in self._searches.items() if key in known}
        pairs = coded | known | searches
        return pa.table({"key": pa.array(pairs, pa.string()), "id": pa.array(pairs.values(), pa.int64())})

    def take(self, line: str) -> str:
        """Take one resource and return its outcome: kept, unchanged, ignored, or the reason it is rejected."""
        if (said := _organisation(line)) is None:
            return "is not an Organization in JSON with an id of at most 150 characters"
        key, kind = said["id"], _kind(said)
        digest = UUID(md5(line.encode(), usedforsecurity=False).hexdigest())
        for identifier in _objects(said, "identifier"):
            self._searches[f"?identifier={identifier.get('system', '')}|{identifier.get('value')}"] = key
        if kind is None and key not in self._known:
            self._others[key] = said, digest
            return "ignored"
        return self._keep(said, digest, kind)

    def settle(self) -> None:
        """Put organisations under those they are part of, once all have been read."""
        for key, above in self._under.items():
            if above in self._known:
                Organisation.objects.filter(pk=self._known[key].organisation_id).update(
                    parent=self._known[above].organisation_id
                )
        self._under = {}

    def register(self, references: set[str]) -> int:
        """Keep, as practices, the other organisations that people are registered at; returns how many."""
        keys = {key_of(reference) for reference in references}
        wanted = {self._searches.get(key, key) for key in keys} & set(self._others)
        for key in wanted:
            self._keep(*self._others.pop(key), Kind.PRACTICE)
        return len(wanted)

    def _keep(self, said: dict, digest: UUID, kind: str | None) -> str:
        known = self._known.get(said["id"])
        if known and known.fingerprint == digest:
            return "unchanged"
        if isinstance(above := said.get("partOf"), dict):
            self._under[said["id"]] = str(above.get("reference")).rpartition("/")[2]
        organisation, _ = Organisation.objects.update_or_create(
            code=_code(said, self._source),
            defaults={"name": str(said.get("name") or "Unnamed")[:200], **_known_of(kind=kind, phone=_phone(said))},
        )
        self._known[said["id"]], _ = KnownOrganisation.objects.update_or_create(
            source=self._source, key=said["id"], defaults={"organisation": organisation, "fingerprint": digest}
        )
        return "kept"


def key_of(reference: str) -> str:
    """The key in a reference, as `key_of` of readings/macros.sql has it."""
    if "?" in reference:
        return reference[reference.index("?") :]
    return reference.rpartition("/")[2].rpartition(":")[2]


def default_practice(source: Source) -> Organisation:
    """The practice of people who come with none: staff must be able to see them somewhere."""
    return Organisation.objects.get_or_create(
        code=_made_up(source.name), defaults={"name": f"Practice of {source.name}"[:200]}
    )[0]


def _organisation(line: str) -> dict | None:
    """What the line says of an organisation; None when it says nothing that can be kept."""
    try:
        said = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    is_one = isinstance(said, dict) and said.get("resourceType") == "Organization" and NUL not in line
    key = said.get("id") if is_one else None
    return said if isinstance(key, str) and 0 < len(key) <= LONGEST_KEY else None


def _kind(said: dict) -> str | None:
    for concept in _objects(said, "type"):
        codings = _objects(concept, "coding")
        words = [concept.get("text"), *(c.get(part) for c in codings for part in ("code", "display"))]
        for word in words:
            if kind := KINDS.get(str(word).lower()):
                return kind
    return None


def _objects(said: dict, name: str) -> list[dict]:
    """The objects of a list; what has another shape than FHIR says counts as left out, as it does in other types."""
    found = said.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _phone(said: dict) -> str:
    """The number that people ring; a fax has a system of its own."""
    numbers = [str(one.get("value") or "") for one in _objects(said, "telecom") if one.get("system") == "phone"]
    return next((number[:LONGEST_PHONE] for number in numbers if number), "")


def _known_of(**fields: str | None) -> dict[str, str]:
    """Those that the resource says: what it leaves out stays as it is here."""
    return {name: value for name, value in fields.items() if value}


def _code(said: dict, source: Source) -> str:
    codes = [str(i.get("value")) for i in _objects(said, "identifier") if i.get("system") == ODS]
    return codes[0] if codes and len(codes[0]) <= LONGEST_CODE else _made_up(f"{source.name} {said['id']}")


def _made_up(text: str) -> str:
    """A code that no organisation of the NHS has: those are at most six characters."""
    return "X-" + md5(text.encode(), usedforsecurity=False).hexdigest()[:12]
