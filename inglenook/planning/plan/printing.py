"""The plan on paper: in the person's size of print."""

from dataclasses import asdict
from pathlib import Path

import orjson

from inglenook.kit.paper import typeset
from inglenook.kit.words import day
from inglenook.people.models import Person

from ..models import PlanVersion
from ..presenting import called, wants_large_print
from .speaking import Spoken

TEMPLATE = Path(__file__).parent / "templates" / "plan.typ"
HELP = "Ring {practice}{phone}. Ring 111 when we are closed and it cannot wait, and 999 in an emergency."


def plan_pdf(*, person: Person, plan: Spoken, agreed: PlanVersion | None) -> bytes:
    """The plan as a PDF. The same plan gives the same bytes."""
    data = as_data(person, plan, agreed)
    author = person.practice.name if person.practice else "Inglenook"
    return typeset(TEMPLATE, title=data["title"], author=author, data=orjson.dumps(data))


def as_data(person: Person, plan: Spoken, agreed: PlanVersion | None) -> dict:
    """What the template reads: words only."""
    name = called(person)
    return {
        "title": f"My plan: {person.name}" if name == person.given_name else f"My plan: {name} {person.family_name}",
        "agreed": agreed_in_words(agreed),
        "large_print": wants_large_print(person),
        "aims": [asdict(aim) for aim in plan.aims],
        "steps": [asdict(step) for step in plan.steps],
        "decisions": plan.decisions,
        "can_stop": plan.can_stop,
        "review_on": day(plan.review_on) if plan.review_on else "",
        "help": help_line(person),
        "footer": person.practice.name if person.practice else "",
    }


def agreed_in_words(version: PlanVersion | None) -> str:
    """Who agreed it with whom, when."""
    if version is None:
        return "Not agreed yet"
    return f"Agreed on {day(version.agreed_at)} by {version.agreed_by} and {version.agreed_with.name}"


def help_line(person: Person) -> str:
    """Whom to ring, and when; nothing for somebody without a practice."""
    if not person.practice:
        return ""
    phone = f" on {person.practice.phone}" if person.practice.phone else ""
    return HELP.format(practice=person.practice.name, phone=phone)
