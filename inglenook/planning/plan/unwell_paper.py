"""If I become unwell, on paper: a sheet with cards to cut out, and cards of the size of a bank card."""

from dataclasses import asdict
from pathlib import Path

import orjson
from django.utils.translation import gettext as _

from inglenook.kit.paper import typeset
from inglenook.kit.words import day
from inglenook.people.models import Person
from inglenook.people.needs import needs_of

from .printing import help_line, whole_name
from .unwell import Unwell

TEMPLATE = Path(__file__).parent / "templates" / "unwell.typ"


def unwell_pdf(person: Person, plans: list[Unwell]) -> bytes:
    """An A4 sheet for each plan, with a card to cut out and fold. The same plans give the same bytes."""
    return _typeset(person, plans, size="a4")


def cards_pdf(person: Person, plans: list[Unwell]) -> bytes:
    """Each plan on both sides of a card of 85.6 by 54 mm (ISO/IEC 7810 ID-1)."""
    return _typeset(person, plans, size="card")


def _typeset(person: Person, plans: list[Unwell], *, size: str) -> bytes:
    data = as_data(person, plans)
    author = person.practice.name if person.practice else "Inglenook"
    return typeset(TEMPLATE, title=data["title"], author=author, data=orjson.dumps(data), size=size)


def as_data(person: Person, plans: list[Unwell]) -> dict:
    """What the template reads: words only."""
    return {
        "title": _("If I become unwell: %(name)s") % {"name": whole_name(person)},
        "born": _("Born %(day)s") % {"day": day(person.birth_date)} if person.birth_date else "",
        "large_print": needs_of(person).large_print,
        "plans": [asdict(plan) | {"review_on": _again(plan)} for plan in plans],
        "help": help_line(person),
        "words": {
            "triggers": _("Use this plan when"),
            "early_signs": _("What I notice first"),
            "what_to_do": _("What to do"),
            "contacts": _("Ring"),
            "coping": _("What helps me"),
            "medicines": _("Medicines and equipment I have ready"),
            "statement": _("If I cannot speak for myself"),
            "help": _("Help at any time"),
            "cut": _("Cut along the line, fold in the middle, and keep it in your purse or wallet."),
        },
    }


def _again(plan: Unwell) -> str:
    agreed = _("Agreed with %(who)s.") % {"who": plan.agreed} if plan.agreed else ""
    again = _("We look at this again on %(day)s.") % {"day": day(plan.review_on)} if plan.review_on else ""
    return " ".join(part for part in (agreed, again) if part)
