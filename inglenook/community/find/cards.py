"""A service as a card shows it: when, cost, who it is for, access, how to reach it; all in words."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

import yaml
from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inglenook.kit.languages import current, is_english, locale
from inglenook.kit.marking import marked
from inglenook.kit.words import day, translated

from ..models import Service, Site

DAYS = {
    "MO": marked("Mondays"),
    "TU": marked("Tuesdays"),
    "WE": marked("Wednesdays"),
    "TH": marked("Thursdays"),
    "FR": marked("Fridays"),
    "SA": marked("Saturdays"),
    "SU": marked("Sundays"),
}
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


def times(schedules) -> list[str]:
    """ "Mondays and Thursdays, 10am to 12 noon" for each row; its own description where it has no days."""
    found = [_row(row) for row in schedules or [] if isinstance(row, dict)]
    return list(dict.fromkeys(filter(None, found)))


def _row(row: dict) -> str:
    byday, opens, closes = (str(row.get(key) or "") for key in ("byday", "opens_at", "closes_at"))
    return _days_and_hours(byday, opens, closes, current()) or str(row.get("description") or "")


@lru_cache(maxsize=10_000)
def _days_and_hours(byday: str, opens: str, closes: str, _language: str) -> str:
    """Kept for each language: a directory has few hours, and a page of services asks for many."""
    codes = [code for code in DAYS if code in re.findall("[A-Z]{2}", byday.upper())]
    return ", ".join(filter(None, (_days(codes), _hours(clock(opens), clock(closes))))) if codes else ""


def _hours(opens: str, closes: str) -> str:
    if opens and closes:
        return _("%(opens)s to %(closes)s") % {"opens": opens, "closes": closes}
    return _("from %(opens)s") % {"opens": opens} if opens else ""


def _days(codes: list[str]) -> str:
    if codes == WORKING_WEEK:
        return _("Monday to Friday")
    if len(codes) == len(DAYS):
        return _("Every day")
    return format_list([translated(DAYS[code]) for code in codes], locale=locale())


def clock(text) -> str:
    """ "14:30" or "14:30:00" as "2:30pm", in other languages as "14:30"; "" when it is no time."""
    found = re.match(r"(\d{1,2}):(\d{2})", str(text or ""))
    if not found or not is_english():
        return found[0] if found else ""
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
