"""A service as a card shows it: when, cost, who it is for, access, how to reach it; all in words."""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inglenook.kit.languages import current
from inglenook.kit.words import day, translated

from ..models import Service, Site
from .hours import times

OLD_AFTER_DAYS = 365


@dataclass(frozen=True)
class Card:
    """What is shown of a service at a site."""

    service: Service
    site: Site | None
    when: list[str]
    cost: str
    who: str
    area: str
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
        area=", ".join(filter(None, (str(one.get("name") or "") for one in document.get("service_areas") or []))),
        access=[translated(access_titles()[code]) for code in (site.access if site else []) if code in access_titles()],
        checked=_checked(service.assured_on, on, current()),
        room=_room(service),
        document=document,
    )


@cache
def access_titles() -> dict[str, str]:
    """Titles of the codes of access.yaml."""
    document = yaml.safe_load(files("inglenook.community").joinpath("data/access.yaml").read_text())
    return {code: row["title"] for code, row in document["access"].items()}


def cost(document: dict) -> str:
    """In words: "Free", "£3.50 a session"; "" when nothing is said."""
    options = [row for row in document.get("cost_options") or [] if isinstance(row, dict)]
    said = list(dict.fromkeys(filter(None, map(_price, options))))
    return "; ".join(said) or str(document.get("fees_description") or document.get("fees") or "")


def _price(row: dict) -> str:
    amount, about = row.get("amount"), str(row.get("amount_description") or row.get("option") or "")
    if not isinstance(amount, int | float):
        return about
    price = _("Free") if amount == 0 else f"£{amount:.0f}" if amount == int(amount) else f"£{amount:.2f}"
    return f"{price} {about}".strip() if amount else price + (f": {about}" if about and about.lower() != "free" else "")


def _who(document: dict) -> str:
    said = str(document.get("eligibility_description") or "")
    least, most = document.get("minimum_age"), document.get("maximum_age")
    return said or _ages({"least": round(least or 0), "most": round(most or 0)})


def _ages(ends: dict[str, int]) -> str:
    if ends["least"] and ends["most"]:
        return _("Ages %(least)s to %(most)s") % ends
    if ends["least"]:
        return _("From age %(least)s") % ends
    return _("Up to age %(most)s") % ends if ends["most"] else ""


@lru_cache(maxsize=10_000)
def _checked(assured_on: date | None, on: date, _language: str) -> str:
    if not assured_on:
        return _("Nobody has said when this was last checked. Ring first.")
    if (on - assured_on).days > OLD_AFTER_DAYS:
        return _("Checked %(day)s: more than a year ago. Ring first.") % {"day": day(assured_on)}
    return _("Checked %(day)s") % {"day": day(assured_on)}


def _room(service: Service) -> str:
    """What was last said of places; "" when nothing was."""
    if not service.places_free:
        return ""
    free = service.places_free
    room = ngettext("Has a place", "Has %(number)s places", free) % {"number": free}
    return room + (" " + _("(said %(day)s)") % {"day": day(service.capacity_at)} if service.capacity_at else "")
