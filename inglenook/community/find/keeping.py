"""A list of services that somebody keeps: its short address, its QR code, its text."""

from django.db.models import Min
from django.urls import reverse

from inglenook.messaging.letters.codes import make_code

from ..models import Service

MOST = 10
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def codes_of(services: list[Service]) -> str:
    """Services as a short text for an address: their numbers in base 36 with points between."""
    return ".".join(_written(service.pk) for service in services[:MOST])


def services_of(codes: str) -> list[tuple[Service, int | None]]:
    """The services of a list that are still on offer, in its order, each with one of its sites."""
    numbers = [int(code, 36) for code in codes.split(".")[:MOST] if code.isascii() and code.isalnum() and len(code) < 9]
    rows = Service.objects.on_offer().select_related("provider").annotate(site=Min("listings__site")).in_bulk(numbers)
    return [(rows[number], rows[number].site) for number in dict.fromkeys(numbers) if number in rows]


def link_for(services: list[Service]) -> str:
    return reverse("help_list", args=[codes_of(services)])


def qr_code(address: str) -> dict:
    """What draws the QR code of an address: `side` in modules and `path`, SVG's own words for its dark squares."""
    code = make_code(address)
    dark = (divmod(place, code.side) for place, pixel in enumerate(code.pixels) if not pixel)
    return {"side": code.side, "path": "".join(f"M{x} {y}h1v1h-1z" for y, x in dark)}


def _written(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits or "0"
