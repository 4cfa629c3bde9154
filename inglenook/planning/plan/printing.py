"""The plan on paper: in the person's size of print."""

from dataclasses import asdict
from pathlib import Path

import orjson
from django.utils.translation import gettext as _

from inglenook.kit.paper import typeset
from inglenook.kit.signed import vital
from inglenook.kit.words import day, translated
from inglenook.people.models import Person
from inglenook.people.needs import needs_of, practice_number

from ..models import PlanVersion
from ..presenting import called
from .easy import easy_plan_pdf
from .speaking import Spoken

TEMPLATE = Path(__file__).parent / "templates" / "plan.typ"


def _words() -> dict[str, str]:
    """The headings of the paper."""
    return {
        "matters": _("How much this matters:"),
        "need": _("This is for:"),
        "strengths": _("What I am good at, and what helps me"),
        "needs": _("What is hard for me"),
        "steps": _("What I will do"),
        "decisions": _("What we decided"),
        "choices": _("Choices we make together"),
        "undecided": _("Not decided yet"),
        "story": _("How it came to be"),
        "unwell": _("If I become unwell"),
        "triggers": _("Use this plan when"),
        "what_to_do": _("What to do"),
        "contacts": _("Ring"),
        "can_stop": _("What can stop"),
        "again": _("When we look at this again"),
        "about": _("About this plan"),
        "help": _("If you are worried before then"),
    }


def plan_pdf(*, person: Person, plan: Spoken, agreed: PlanVersion | None) -> bytes:
    """The plan as a PDF, in Easy Read for whoever asked for that. The same plan gives the same bytes."""
    if needs_of(person).easy_read:
        return easy_plan_pdf(person, plan)
    data = as_data(person, plan, agreed)
    author = person.practice.name if person.practice else "Inglenook"
    return typeset(TEMPLATE, title=data["title"], author=author, data=orjson.dumps(data))


def as_data(person: Person, plan: Spoken, agreed: PlanVersion | None) -> dict:
    """What the template reads: words only."""
    return {
        "title": _("My plan: %(name)s") % {"name": whole_name(person)},
        "words": _words(),
        "agreed": agreed_in_words(agreed),
        "large_print": needs_of(person).large_print,
        "aims": [asdict(aim) for aim in plan.aims],
        "steps": [asdict(step) for step in plan.steps],
        "strengths": [entry.text for entry in plan.strengths],
        "needs": [entry.text for entry in plan.needs],
        "story": [asdict(entry) for entry in plan.formulations],
        "support": [asdict(entry) for entry in plan.support],
        "contingency": [asdict(one) for one in plan.contingency],
        "about": plan.about,
        "decisions": plan.decisions,
        "choices": [
            {"about": translated(one.about), "choice": translated(one.choice), "decided": one.decided}
            for one in plan.choices
        ],
        "can_stop": plan.can_stop,
        "review_on": day(plan.review_on) if plan.review_on else "",
        "help": help_line(person),
        "footer": person.practice.name if person.practice else "",
    }


def whole_name(person: Person) -> str:
    """The name a person goes by, with their family name."""
    name = called(person)
    return person.name if name == person.given_name else f"{name} {person.family_name}"


def agreed_in_words(version: PlanVersion | None) -> str:
    """Who agreed it with whom, when."""
    if version is None:
        return _("Not agreed yet")
    said = {"day": day(version.agreed_at), "who": version.agreed_by, "name": version.agreed_with.name}
    return _("Agreed on %(day)s by %(who)s and %(name)s") % said


def help_line(person: Person) -> str:
    """Whom to ring, and when; nothing for somebody without a practice."""
    if not person.practice:
        return ""
    if not person.practice.phone:
        return vital("Ring 111 when it cannot wait, and 999 in an emergency.").striptags()
    return vital(
        "Ring %(practice)s on %(phone)s. Ring 111 when we are closed and it cannot wait, and 999 in an emergency.",
        practice=person.practice.name,
        phone=practice_number(person),
    ).striptags()
