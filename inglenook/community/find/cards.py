"""A service as a card shows it: when, cost, who it is for, access, how to reach it; all in words."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from inglenook.kit.words import day

from ..models import Service, Site

DAYS = {
    "MO": "Mondays",
    "TU": "Tuesdays",
    "WE": "Wednesdays",
    "TH": "Thursdays",
    "FR": "Fridays",
    "SA": "Saturdays",
} | {"SU": "Sundays"}
WORKING_WEEK = ["MO", "TU", "WE", "TH", "FR"]
OLD_AFTER_DAYS = 365


@dataclass(frozen=True)
class Card:
    """What is shown of a service at a site."""

    service: Service
    site: Site | None
    when: list[str]
    cost: str
    who: str
    access: list[str]
    checked: str
    room: str
    document: dict

    @property
    def phone(self) -> str:
        return self.service.phone or self.service.provider.phone

    @property
    def where(self) -> str:
        parts = [self.site.name, self.site.address, self.site.postcode] if self.site else []
        return ", ".join(dict.fromkeys(part for part in parts if part))


def card(service: Service, site: Site | None, *, on: date) -> Card:
    """`service` with its provider; `on` is the day from which ages are counted."""
    document = {**service.document, **service.edits}
    return Card(
        service=service,
        site=site,
        when=times(document.get("schedules")),
        cost=cost(document),
        who=_who(document),
        access=[access_titles()[code] for code in (site.access if site else []) if code in access_titles()],
        checked=_checked(service.assured_on, on),
        room=_room(service),
        document=document,
    )


@cache
def access_titles() -> dict[str, str]:
    """Titles of the codes of access.yaml."""
    document = yaml.safe_load(files("inglenook.community").joinpath("data/access.yaml").read_text())
    return {code: row["title"] for code, row in document["access"].items()}


def times(schedules) -> list[str]:
    """ "Mondays and Thursdays, 10am to 12 noon" for each row; its own description where it has no days."""
    found = [_row(row) for row in schedules or [] if isinstance(row, dict)]
    return list(dict.fromkeys(filter(None, found)))


def _row(row: dict) -> str:
    codes = [code for code in DAYS if code in re.findall("[A-Z]{2}", str(row.get("byday") or "").upper())]
    opens, closes = (clock(row.get(key)) for key in ("opens_at", "closes_at"))
    hours = f"{opens} to {closes}" if opens and closes else f"from {opens}" if opens else ""
    said = ", ".join(part for part in (_days(codes), hours) if part) if codes else ""
    return said or str(row.get("description") or "")


def _days(codes: list[str]) -> str:
    if codes == WORKING_WEEK:
        return "Monday to Friday"
    if len(codes) == len(DAYS):
        return "Every day"
    names = [DAYS[code] for code in codes]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def clock(text) -> str:
    """ "14:30" or "14:30:00" as "2:30pm"; "" when it is no time."""
    found = re.match(r"(\d{1,2}):(\d{2})", str(text or ""))
    if not found:
        return ""
    hour, minute = int(found[1]) % 24, found[2]
    if minute == "00" and hour in (0, 12):
        return "12 noon" if hour else "midnight"
    return f"{(hour - 1) % 12 + 1}{'' if minute == '00' else ':' + minute}{'am' if hour < 12 else 'pm'}"


def cost(document: dict) -> str:
    """In words: "Free", "£3.50 a session"; "" when nothing is said."""
    options = [row for row in document.get("cost_options") or [] if isinstance(row, dict)]
    said = list(dict.fromkeys(filter(None, map(_price, options))))
    return "; ".join(said) or str(document.get("fees_description") or document.get("fees") or "")


def _price(row: dict) -> str:
    amount, about = row.get("amount"), str(row.get("amount_description") or row.get("option") or "")
    if not isinstance(amount, int | float):
        return about
    price = "Free" if amount == 0 else f"£{amount:.0f}" if amount == int(amount) else f"£{amount:.2f}"
    return f"{price} {about}".strip() if amount else price + (f": {about}" if about and about.lower() != "free" else "")


def _who(document: dict) -> str:
    said = str(document.get("eligibility_description") or "")
    least, most = document.get("minimum_age"), document.get("maximum_age")
    ages = f"Ages {least:.0f} to {most:.0f}" if least and most else f"From age {least:.0f}" if least else ""
    return said or ages or (f"Up to age {most:.0f}" if most else "")


def _checked(assured_on: date | None, on: date) -> str:
    if not assured_on:
        return "Nobody has said when this was last checked. Ring first."
    is_old = (on - assured_on).days > OLD_AFTER_DAYS
    return f"Checked {day(assured_on)}" + (": more than a year ago. Ring first." if is_old else "")


def _room(service: Service) -> str:
    """What was last said of places; "" when nothing was."""
    if not service.places_free:
        return ""
    said = f" (said {day(service.capacity_at)})" if service.capacity_at else ""
    return f"Has {'a place' if service.places_free == 1 else f'{service.places_free} places'}{said}"
