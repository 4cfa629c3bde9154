"""What in a document of a feed is right, what is mended on the way, and what is refused. Plain Python."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from .areas import outline
from .standard import Field, Shape, shapes
from .texts import plain

WARNED, REFUSED = "warned", "refused"
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
WEB = re.compile(r"https?://[^\s/]+\.?[^\s]*", re.I)
BARE_WEB = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/\S*)?", re.I)
USUAL_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.I)
LONGEST = 20_000  # characters of one text
LONGEST_OUTLINE = 1_000_000
NESTING = 12


@dataclass(frozen=True)
class Fault:
    """Something wrong: where, what, how whoever keeps the feed mends it; `weight` says if the thing was taken."""

    place: str
    what: str
    mend: str
    weight: str = WARNED


class Unusable(Exception):
    """The document cannot be taken at all; the fault is among the faults."""


class Checking:
    """One document of a feed being checked; `faults` fill up as it goes.

    `like_the_standard` is false for older forms, whose ids are no UUIDs and which lack fields that were not yet asked.
    """

    def __init__(self, place: str, *, like_the_standard: bool = True):
        self.place = place
        self.faults: list[Fault] = []
        self._like_the_standard = like_the_standard

    def service(self, document: Any) -> dict:
        """The service with every value in its right form. Unusable when the standard's own required fields fail."""
        if not isinstance(document, dict):
            self._refuse("", "it is not an object", "give each service as a JSON object")
        clean = self._object(document, shapes()["service"], "", 0)
        for name in shapes()["service"].required:
            if name not in clean:
                self._refuse(name, "a service needs it", f"give `{name}` for every service")
        self._sensible(clean)
        return clean

    def object(self, document: Any, shape: str) -> dict:
        """Any other object of the standard. Unusable without an id and a name."""
        if not isinstance(document, dict):
            self._refuse("", f"it is not an object ({shape})", "give it as a JSON object")
        clean = self._object(document, shapes()[shape], "", 0)
        if "id" not in clean or "name" not in clean:
            self._refuse("", f"a {shape} needs an id and a name", "give `id` and `name`")
        return clean

    def warn(self, field: str, what: str, mend: str) -> None:
        self.faults.append(Fault(self._at(field), f"{_last(field)}{what}", mend))

    def _refuse(self, field: str, what: str, mend: str) -> None:
        self.faults.append(Fault(self._at(field), f"{_last(field)}{what}", mend, REFUSED))
        raise Unusable

    def _at(self, field: str) -> str:
        return f"{self.place} {field}".strip()[:300]

    def _object(self, given: dict, shape: Shape, path: str, depth: int) -> dict:
        clean: dict[str, Any] = {}
        for name, value in given.items():
            where = f"{path}.{name}" if path else str(name)
            field = shape.fields.get(name)
            taken = self._unknown(where, value, depth) if field is None else self._value(field, value, where, depth)
            if taken is not None:
                clean[str(name)] = taken
        if path and self._like_the_standard:
            for name in shape.required:
                if name not in given:
                    self.warn(f"{path}.{name}", f"every {shape.name} needs it", f"give `{name}`")
        return clean

    def _unknown(self, where: str, value: Any, depth: int) -> Any:
        """A field that the standard does not have: kept, made plain, and said."""
        self.warn(where, "the standard has no such field", "leave it out, or use the standard's own field")
        return self._any(where, value, depth)

    def _any(self, where: str, value: Any, depth: int) -> Any:
        if depth > NESTING:
            return None
        if isinstance(value, str):
            return self._text(value, where)
        if isinstance(value, dict):
            return {str(k): self._any(where, v, depth + 1) for k, v in value.items()}
        if isinstance(value, list):
            return [self._any(where, v, depth + 1) for v in value]
        return None if isinstance(value, float) and not math.isfinite(value) else value

    def _value(self, field: Field, value: Any, where: str, depth: int) -> Any:
        if value is None or value == "":
            if value is None:
                self.warn(where, "it is null; taken as not given", "leave out what is not known")
            return None
        if field.kind == "object":
            return self._objects(field, value, where, depth) if field.many else self._one(field, value, where, depth)
        if field.kind == "number":
            return self._number(value, where)
        if not isinstance(value, str):
            if isinstance(value, bool) or not isinstance(value, int | float):
                return self._drop(where, "it should be text")
            self.warn(where, "a number where text belongs; taken as text", "put it in quotation marks")
            value = str(value)
        if field.kind == "outline":
            return self._outline(value, where)
        text = self._text(value, where)
        return getattr(self, f"_{field.kind}")(text, where, field) if field.kind != "text" and text else text or None

    def _one(self, field: Field, value: Any, where: str, depth: int) -> dict | None:
        if not isinstance(value, dict) or depth >= NESTING:
            return self._drop(where, "it should be an object")
        return self._object(value, shapes()[field.shape], where, depth + 1)

    def _objects(self, field: Field, value: Any, where: str, depth: int) -> list | None:
        if not isinstance(value, list):
            return self._drop(where, "it should be a list")
        found = (self._one(field, item, f"{where}[{n}]", depth) for n, item in enumerate(value))
        return [item for item in found if item is not None]

    def _drop(self, where: str, what: str) -> Any:
        """Say that a value is left out; gives None, to stand in its place."""
        self.warn(where, f"{what}; left out", "give it in the form the standard says")
        return None

    def _text(self, value: str, where: str) -> str:
        text, found = plain(value)
        if found:
            self.warn(where, f"it held {found}; taken as plain text", "give plain text in UTF-8")
        if len(text) > LONGEST:
            self.warn(where, f"longer than {LONGEST:,} characters; cut", "say it shorter")
        return text[:LONGEST]

    def _outline(self, value: str, where: str) -> str | None:
        """An area's outline as it came, since KML is markup and half of one is none; never shown, only given on."""
        if len(value) > LONGEST_OUTLINE:
            return self._drop(where, f"longer than {LONGEST_OUTLINE:,} characters")
        return value.replace("\0", "")

    def _number(self, value: Any, where: str) -> float | int | None:
        if isinstance(value, str):
            try:
                number = float(value)
            except ValueError:
                return self._drop(where, "it should be a number")
            self.warn(where, "a number in quotation marks; taken as a number", "take the quotation marks away")
            value = int(number) if number.is_integer() else number
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            return self._drop(where, "it should be a number")
        return value

    def _uuid(self, text: str, where: str, field: Field) -> str:
        if self._like_the_standard and not is_uuid(text):
            self.warn(where, "it is not a UUID", "give ids as UUIDs")
        return text[:200]

    def _uri(self, text: str, where: str, field: Field) -> str | None:
        if WEB.fullmatch(text):
            return text[:1000]
        if BARE_WEB.fullmatch(text):
            self.warn(where, "an address of the web without http://; put before it", "give the whole address")
            return f"http://{text}"[:1000]
        return self._drop(where, "it is not an address of the web")

    def _email(self, text: str, where: str, field: Field) -> str | None:
        return text[:254] if EMAIL.fullmatch(text) else self._drop(where, "it is not an e-mail address")

    def _moment(self, text: str, where: str, field: Field) -> str | None:
        return text if moment(text) else self._drop(where, "it is not a date and time")

    def _words(self, text: str, where: str, field: Field) -> str | None:
        small = text.lower() if text.lower() in field.words else text.upper()
        if small not in field.words:
            return self._drop(where, f"it is none of: {', '.join(field.words)}")
        if small != text:
            self.warn(where, "capital and small letters are not the standard's; put right", f"write {small}")
        return small

    def _sensible(self, service: dict) -> None:
        """What no schema says: dates that are dates, places that are on Earth."""
        if "assured_date" in service and not day(service["assured_date"]):
            self._drop("assured_date", "it is not a date")
            del service["assured_date"]
        for n, area in enumerate(service.get("service_areas", [])):
            if area.get("extent_type") == "geojson" and not outline(area.get("extent", "")):
                what = "the outline of the area is no GeoJSON; kept, and not used to search"
                self.warn(f"service_areas[{n}].extent", what, "give GeoJSON with longitude before latitude")
        for n, at_site in enumerate(service.get("service_at_locations", [])):
            if site := at_site.get("location"):
                self._place_on_earth(site, f"service_at_locations[{n}].location")

    def _place_on_earth(self, site: dict, where: str) -> None:
        """Take coordinates away that are no place."""
        latitude, longitude = site.get("latitude"), site.get("longitude")
        if latitude is None and longitude is None or _is_on_land(latitude, longitude):
            return
        self._drop(f"{where}.latitude", "the coordinates are no place on land")
        site.pop("latitude", None)
        site.pop("longitude", None)


def _is_on_land(latitude: float | None, longitude: float | None) -> bool:
    """Whether both are given and can be a place; 0, 0 is in the sea and stands for what was not filled in."""
    if latitude is None or longitude is None or (latitude, longitude) == (0, 0):
        return False
    return -90 <= latitude <= 90 and -180 <= longitude <= 180


def _last(field: str) -> str:
    """The name of a field without the way to it, by which faults of one kind are told together."""
    return f"{field.split('.')[-1].split('[')[0]}: " if field else ""


def is_uuid(text: str) -> bool:
    if USUAL_UUID.fullmatch(text):
        return True
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def day(text: str) -> date | None:
    """The day of a date, or of a date and time."""
    found = moment(text)
    return found.date() if found else None


def is_thin(service: dict) -> bool:
    """Whether a service of a list must be asked for by itself to have its places, times and the rest."""
    return not any(name in service for name in shapes()["service"].lists)
