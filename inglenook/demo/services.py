"""The demonstration's directory: the rows of data/services.csv as services of Open Referral UK 3.0."""

import csv
import json
import math
import re
import uuid
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from dateutil.relativedelta import relativedelta

from inglenook.community.directory.reading import read_in
from inglenook.community.find.index import index
from inglenook.community.find.places import KM_PER_DEGREE
from inglenook.community.models import Provider, Service
from inglenook.core import access, clock
from inglenook.core.models import Organisation

DATA = Path(__file__).with_name("data")
NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # RFC 9562: names that are addresses
HOME = "https://inglenook.example/directory"
CHARITY = "VCS0001"  # as personas.yaml names it
ACCESS = {
    "step_free": "Step-free way in",
    "hearing_loop": "Hearing loop",
    "toilets": "Toilets",
    "accessible_toilet": "Accessible toilet",
    "parking": "Car park",
    "lift": "Lift to all floors",
}


@cache
def region() -> dict:
    """Sites, providers and districts of data/region_services.yaml."""
    return yaml.safe_load((DATA / "region_services.yaml").read_text())


def rows() -> list[dict[str, str]]:
    with (DATA / "services.csv").open(newline="") as file:
        return list(csv.DictReader(file, delimiter="|"))


def directory(on: date) -> dict:
    """All services as one page of a feed, checked so many months before the day."""
    contents = [service(row, on) for row in rows()]
    page = {"total_items": len(contents), "total_pages": 1, "page_number": 1, "size": len(contents)}
    return page | {"first_page": True, "last_page": True, "empty": False, "contents": contents}


def point(east: float, north: float) -> tuple[float, float]:
    """Latitude and longitude so many km east and north of the middle of Hearthby."""
    latitude, longitude = region()["middle"]
    wide = KM_PER_DEGREE * math.cos(math.radians(latitude))
    return round(latitude + north / KM_PER_DEGREE, 6), round(longitude + east / wide, 6)


def service(row: dict[str, str], on: date) -> dict:
    """One row as a `service` with everything nested in it."""
    more = dict(re.findall(r"(\w+)=(\S+)", row["more"]))
    name, phone, website = region()["providers"][row["provider"]]
    ages = {key: int(more[short]) for key, short in (("minimum_age", "from"), ("maximum_age", "to")) if short in more}
    checked = (
        {"assured_date": (on - relativedelta(months=int(more["checked"]))).isoformat()} if "checked" in more else {}
    )
    return {
        "id": identifier("services", row["id"]),
        "name": row["name"],
        "description": row["description"],
        "status": more.get("status", "active").replace("_", " "),
        "eligibility_description": row["who"],
        **ages,
        **checked,
        "organization": _organization(row["provider"], name, website),
        "phones": [{"id": identifier("phones", row["provider"]), "number": phone}],
        "schedules": [_schedule(row["id"], n, text) for n, text in enumerate(row["when"].split("; ")) if text],
        "cost_options": [_cost(row["id"], row["cost"])] if row["cost"] else [],
        "languages": [
            {"id": identifier("languages", name), "name": name} for name in more.get("lang", "").split(",") if name
        ],
        "attributes": [_attribute(row["id"], name) for name in row["terms"].split("; ")],
        "service_at_locations": [_at(row["id"], site) for site in row["sites"].split() if site != "-"],
    }


def _organization(code: str, name: str, website: str) -> dict:
    about = {
        "id": identifier("organizations", code),
        "name": name,
        "description": f"{name}, in the made-up county of Ingleshire.",
    }
    return about | ({"website": website} if website else {})


def _schedule(code: str, number: int, text: str) -> dict:
    days, _, hours = text.partition(" ")
    opens, closes = hours.split("-")
    return {"id": identifier("schedules", f"{code}-{number}"), "freq": "WEEKLY", "byday": days} | {
        "opens_at": opens,
        "closes_at": closes,
    }


def _cost(code: str, text: str) -> dict:
    found = re.match(r"([\d.]+) ?(.*)", text)
    option = {"id": identifier("cost_options", code), "currency": "GBP"}
    if not found:
        return option | {"amount_description": text}
    return option | {"amount": float(found[1])} | ({"amount_description": found[2]} if found[2] else {})


def _attribute(code: str, name: str) -> dict:
    term = {"id": identifier("terms", name), "name": name, "description": name, "taxonomy": "Ingleshire plain words"}
    return {"id": identifier("attributes", f"{code}-{name}"), "taxonomy_term": term}


def _at(code: str, site: str) -> dict:
    name, east, north, postcode, address, access = region()["sites"][site]
    latitude, longitude = point(east, north)
    return {
        "id": identifier("service_at_locations", f"{code}-{site}"),
        "location": {
            "id": identifier("locations", site),
            "location_type": "physical",
            "name": name,
            "latitude": latitude,
            "longitude": longitude,
            "addresses": [_address(site, address, postcode)],
            "accessibility": [
                {"id": identifier("accessibility", f"{site}-{a}"), "description": ACCESS[a]} for a in access.split()
            ],
        },
    }


def _address(site: str, address: str, postcode: str) -> dict:
    town = region()["districts"][postcode.split()[0]][0]
    return {
        "id": identifier("addresses", site),
        "address_1": address,
        "city": town,
        "region": "Ingleshire",
        "state_province": "Ingleshire",
        "postal_code": postcode,
        "country": "GB",
        "address_type": "physical",
    }


def identifier(kind: str, name: str) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{HOME}/{kind}/{name}"))


def read_directory(on: date, folder: Path) -> None:
    """Read the demonstration's directory in as any feed is, and make it findable."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "services.json"
    path.write_text(json.dumps(directory(on)))
    read_in(str(path), name="Ingleshire directory of services")
    _give_account()
    _say_places()
    index(everything=True)


def _give_account() -> None:
    """One charity whose people sign in; the others answer by link or by phone."""
    with access.working():
        provider = Provider.objects.get(source_id=identifier("organizations", "age"))
        named = {"name": provider.name, "kind": Organisation.Kind.CHARITY, "phone": provider.phone}
        provider.organisation = Organisation.objects.get_or_create(code=CHARITY, defaults=named)[0]
        provider.save(update_fields=["organisation"])


def _say_places() -> None:
    """What providers have said of their places, which no feed carries."""
    with access.working():
        for row in rows():
            said = dict(re.findall(r"(places|waiting)=(\d+)", row["more"]))
            if said:
                numbers = {
                    "places_free": said.get("places"),
                    "waiting": said.get("waiting"),
                    "capacity_at": clock.now(),
                }
                Service.objects.filter(source_id=identifier("services", row["id"])).update(**numbers)
