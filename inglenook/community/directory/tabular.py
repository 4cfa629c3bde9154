"""HSDS 1.1 tables become the nested services of HSDS 3.0, so that all that follows reads one form."""

import re
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from statistics import median
from typing import Any

from .findings import Findings, Item
from .tables import Row, Tables

FAR_KM = 500  # from the middle of a feed's places
TIME = re.compile(r"(\d{1,2})(?::?(\d{2}))?(?::\d{2})?\s*([ap])?\.?m?\.?", re.I)
DAYS = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}
TEXTS = (
    "alternate_name",
    "description",
    "url",
    "email",
    "interpretation_services",
    "application_process",
    "wait_time",
    "fees",
    "accreditations",
    "licenses",
)
ADDRESS = ("address_1", "city", "state_province", "postal_code", "country")


def read_tables(path: Path, findings: Findings) -> Iterator[Item]:
    """Every term of the package, and every service."""
    findings.like_the_standard = False
    package = _Package(Tables(path, findings), findings)
    yield from package.terms()
    yield from package.services()


class _Package:
    """The tables of one package, joined."""

    def __init__(self, tables: Tables, findings: Findings):
        self._findings = findings
        self._services, self._locations = tables.keyed("services"), tables.keyed("locations")
        self._organizations, self._term_rows = tables.keyed("organizations"), tables.keyed("taxonomy")
        of = {"service_id": self._services, "location_id": self._locations}
        self._terms = {id_: self._term(row) for id_, row in self._term_rows.items()}
        self._of = {
            name: tables.under(name, key, of[key], usable)
            for name, key, usable in (
                ("services_at_location", "service_id", _no_place(self._locations)),
                ("phones", "service_id", _lacks("number")),
                ("languages", "service_id", _lacks("language")),
                ("eligibility", "service_id", _lacks("eligibility")),
                ("regular_schedules", "service_id", _lacks("weekday")),
                ("services_taxonomy", "service_id", _no_term(self._terms)),
                ("physical_addresses", "location_id", _is_empty_address),
                ("accessibility_for_disabilities", "location_id", _lacks("accessibility")),
            )
        }
        self._middle = self._middle_of_places()

    def terms(self) -> Iterator[Item]:
        for id_, term in self._terms.items():
            yield Item(self._term_rows[id_].place, "taxonomy_term", term)

    def services(self) -> Iterator[Item]:
        for id_, row in self._services.items():
            yield Item(row.place, "service", self._service(id_, row))

    def _rows(self, table: str, id_: str) -> list[Row]:
        return self._of[table].get(id_, [])

    def _service(self, id_: str, row: Row) -> dict[str, Any]:
        if not row["status"]:
            self._warn(row, "it has no status; taken as running", "give `status`")
        return {
            "id": id_,
            "name": row["name"],
            "status": row["status"] or "active",
            "organization": self._organization(row),
            **{name: row[name] for name in TEXTS},
            "eligibility_description": "\n".join(found["eligibility"] for found in self._rows("eligibility", id_)),
            "phones": [_phone(found) for found in self._rows("phones", id_)],
            "languages": [{"id": found["id"], "name": found["language"]} for found in self._rows("languages", id_)],
            "schedules": [self._schedule(found) for found in self._rows("regular_schedules", id_)],
            "attributes": [self._attribute(found) for found in self._rows("services_taxonomy", id_)],
            "service_at_locations": [
                {"id": found["id"], "description": found["description"], "location": self._location(found)}
                for found in self._rows("services_at_location", id_)
            ],
        }

    def _organization(self, service: Row) -> dict[str, str]:
        row = self._organizations.get(service["organization_id"])
        if row is None:
            self._warn(service, "its organization is in no table", "give the organization")
            return {"id": service["organization_id"]}
        names = ("id", "name", "alternate_name", "description", "email")
        return {name: row[name] for name in names} | {"website": row["url"]}

    def _location(self, at: Row) -> dict[str, Any]:
        row = self._locations[at["location_id"]]
        if row["organization_id"] and row["organization_id"] not in self._organizations:
            self._warn(row, "its organization is in no table", "give the organization")
        names = ("id", "name", "alternate_name", "description", "transportation")
        return {
            "location_type": "physical",
            **{name: row[name] for name in names},
            **self._coordinates(row),
            "addresses": [self._address(found) for found in self._rows("physical_addresses", row["id"])],
            "accessibility": [
                {"id": found["id"], "description": found["accessibility"], "details": found["details"]}
                for found in self._rows("accessibility_for_disabilities", row["id"])
            ],
        }

    def _coordinates(self, row: Row) -> dict[str, float]:
        point = _point(row)
        if point is None:
            self._warn(row, "it has no coordinates that are numbers", "give latitude and longitude")
            return {}
        if self._middle and (far := kilometres(point, self._middle)) > FAR_KM:
            self._warn(row, f"it lies {far:,.0f} km from the middle of the feed's places", "look whether that is so")
        return {"latitude": point[0], "longitude": point[1]}

    def _address(self, row: Row) -> dict[str, str]:
        missing = [name for name in ADDRESS if not row[name]]
        if missing:
            self._warn(row, f"the address has no {', '.join(missing)}", "give the whole address")
        names = ("id", "attention", "address_1", "address_2", "city", "region", "state_province", "postal_code")
        return {name: row[name] for name in (*names, "country")} | {"address_type": "physical"}

    def _schedule(self, row: Row) -> dict[str, Any]:
        if not row["id"]:
            self._warn(row, "it has no id", "give every row an id")
        times = {name: self._time(row, name) for name in ("opens_at", "closes_at")}
        if all(times.values()) and times["closes_at"] <= times["opens_at"]:
            self._warn(row, f"it closes at {times['closes_at']}, not after it opens", "put the times right")
        weekday = DAYS.get(row["weekday"][:3].lower())
        if not weekday:
            self._warn(row, "its day is none of the week", "give the day in English")
        return {"id": row["id"], "freq": "WEEKLY", "byday": weekday, "description": row["original_text"], **times}

    def _time(self, row: Row, name: str) -> str:
        given = row[name]
        if not given:
            self._warn(row, f"it has no {name}", "give both times")
            return ""
        found = clock_time(given)
        if found != given:
            what = f"{name} “{given[:20]}” is no time as the standard writes it"
            self._warn(row, f"{what}; taken as {found}" if found else f"{what}; left out", "write 09:00")
        return found

    def _attribute(self, row: Row) -> dict[str, Any]:
        return {"id": row["id"], "link_type": "service", "taxonomy_term": self._terms[row["taxonomy_id"]]}

    def _term(self, row: Row) -> dict[str, str]:
        if row["parent_id"] and row["parent_id"] not in self._term_rows:
            self._warn(row, "its parent is in no table", "give the parent")
        return {"id": row["id"], "name": row["name"] or row["id"], "code": row["id"],
                "parent_id": row["parent_id"], "taxonomy": row["vocabulary"]}  # fmt: skip

    def _middle_of_places(self) -> tuple[float, float] | None:
        points = [point for row in self._locations.values() if (point := _point(row))]
        return (median(p[0] for p in points), median(p[1] for p in points)) if len(points) > 10 else None

    def _warn(self, row: Row, what: str, mend: str) -> None:
        self._findings.warn(row.place, what, mend)


def clock_time(text: str) -> str:
    """A time of the day as "09:00", from how people write it; "" when it is none."""
    found = TIME.fullmatch(text.strip())
    if not found:
        return ""
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and hour > 12 or hour > 24 or minute > 59:
        return ""
    hour = hour % 12 + 12 * (half == "p") if half else hour % 24
    return f"{hour:02}:{minute:02}"


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Between two points, in degrees, on a sphere of 6,371 km (haversine)."""
    (a, b), (c, d) = (map(radians, point) for point in (one, other))
    return 2 * 6371 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def _point(row: Row) -> tuple[float, float] | None:
    try:
        return float(row["latitude"]), float(row["longitude"])
    except ValueError:
        return None


def _phone(row: Row) -> dict[str, str]:
    return {name: row[name] for name in ("id", "number", "type", "description")}


def _lacks(name: str):
    return lambda row: "" if row[name] else f"it has no {name}"


def _no_place(locations: dict):
    return lambda row: "" if row["location_id"] in locations else "its location is in no table"


def _no_term(terms: dict):
    return lambda row: "" if row["taxonomy_id"] in terms else "its term is in no table"


def _is_empty_address(row: Row) -> str:
    return "" if any(row[name] for name in ("address_1", "city", "postal_code")) else "the address is empty"
