"""Organisations of the world from a CSV file, every fault with its line."""

import csv
import difflib
import io
import re
from datetime import date
from pathlib import Path

from django.db import transaction

from inglenook.core import clock

from ...models import WorldOrganisation
from ..faults import Fault, Faulty
from .countries import countries, find

COLUMNS = ("name", "country", "about", "link", "checked_on")
LONGEST = {"name": 200, "about": 500, "link": 500}


def read(path: Path) -> list[WorldOrganisation]:
    """The organisations in a CSV file (UTF-8, one header line), not kept yet. Raises Faulty with every fault."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Faulty([Fault(path.name, 0, "This is not UTF-8 text.", "Save the file as CSV UTF-8.")]) from error
    reader = csv.DictReader(io.StringIO(text))
    if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
        heads = ",".join(COLUMNS)
        raise Faulty([Fault(path.name, 1, f"It lacks the column {missing[0]}.", f"The first line is: {heads}")])
    found, faults, links = [], [], {}
    for row in reader:
        line, said = reader.line_num, {name: (row[name] or "").strip() for name in COLUMNS}
        wrong = [Fault(path.name, line, what, mend) for what, mend in _wrong(said)]
        if said["link"] in links:
            wrong.append(Fault(path.name, line, f"Its link is that of line {links[said['link']]}.", "Leave one out."))
        links.setdefault(said["link"], line)
        faults += wrong
        if not wrong:
            found.append(_organisation(said))
    if faults:
        raise Faulty(faults)
    return found


@transaction.atomic
def keep(found: list[WorldOrganisation]) -> None:
    """Those with a known link are written anew, the others are added."""
    WorldOrganisation.objects.bulk_create(
        found, update_conflicts=True, unique_fields=["link"], update_fields=["name", "country", "about", "checked_on"]
    )


def _wrong(said: dict[str, str]):
    """What is wrong with a row, and how to mend it."""
    for name, longest in LONGEST.items():
        if not said[name]:
            yield f"Its {name} is empty.", "Fill it in."
        elif len(said[name]) > longest:
            yield f"Its {name} has {len(said[name])} characters.", f"The limit is {longest}."
    if said["link"] and not re.match(r"https?://[^\s/]+\.[^\s]+$", said["link"]):
        yield f"“{said['link']}” is no address.", "Links begin with https://"
    if find(said["country"]) is None:
        yield f"“{said['country']}” is no country we know.", _near(said["country"])
    if said["checked_on"] and not _is_past_day(said["checked_on"]):
        yield f"“{said['checked_on']}” is no day that has been.", "Write it like 2026-11-22, or leave it empty."


def _near(said: str) -> str:
    near = difflib.get_close_matches(said, [country.name for country in countries().values()], n=1, cutoff=0.75)
    return f"Did you mean {near[0]}?" if near else "Write its English name, or its two letters (ISO 3166)."


def _is_past_day(said: str) -> bool:
    try:
        return date.fromisoformat(said) <= clock.today()
    except ValueError:
        return False


def _organisation(said: dict[str, str]) -> WorldOrganisation:
    country, checked_on = find(said["country"]), said["checked_on"] or None
    return WorldOrganisation(**said | {"country": country.code, "checked_on": checked_on})
