"""What to do when the person becomes unwell, in plain words: one contingency plan as it is read. Plain Python."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from inglenook.core.shapes import IfThen, Lasting, Line, Named, entries
from inglenook.kit.words import first_upper


@dataclass(frozen=True)
class Helper:
    """Whom to ring: name, who they are, and the number as it is dialled (nothing where there is none)."""

    name: str
    role: str
    contact: str
    dial: str


@dataclass(frozen=True)
class Unwell:
    """A contingency plan in words, each list in the person's order. `review_on` is a date or None."""

    ref: str
    name: str
    triggers: list[str]
    early_signs: list[str]
    what_to_do: list[str]
    contacts: list[Helper]
    coping: list[str]
    medicines: list[str]
    statement: str
    statement_at: str
    agreed: str
    review_on: date | None


def unwell(row: dict) -> Unwell:
    """A row of the contents' `contingency` in words."""
    return Unwell(
        ref=row["ref"],
        name=row["name"],
        triggers=_texts(Line, row["triggers"]),
        early_signs=_texts(Line, row["early_signs"]),
        what_to_do=[_step(step) for step in entries(IfThen, row["what_to_do"])],
        contacts=[_helper(named) for named in entries(Named, row["contacts"])],
        coping=_texts(Lasting, row["coping"]),
        medicines=_texts(Line, row["medicines"]),
        statement=row["statement"],
        statement_at=row["statement_at"],
        agreed=", ".join(named.line() for named in entries(Named, row["agreed_with"])),
        review_on=date.fromisoformat(row["review_on"]) if row["review_on"] else None,
    )


def _texts(shape: type, values: list[dict]) -> list[str]:
    return [entry.line() for entry in entries(shape, values)]


def _step(step: IfThen) -> str:
    if not step.if_this:
        return first_upper(step.then_that)
    return _("If %(this)s, %(that)s") % {"this": step.if_this, "that": step.then_that}


def _helper(named: Named) -> Helper:
    number = re.sub(r"[^\d+]", "", named.contact) if "@" not in named.contact else ""
    return Helper(named.name, named.role, named.contact, number)
