"""A plan in Easy Read: what I want, what I will do, whom to ring. For a page and for paper."""

from django.utils.translation import gettext as _

from inglenook.kit import languages
from inglenook.kit.easy import Easy, Part, Row, easy_pdf
from inglenook.kit.words import day
from inglenook.people.models import Person
from inglenook.people.needs import language_of, needs_of, practice_number

from .speaking import Aim, Spoken, Step
from .unwell import Helper, Unwell


def easy_plan(person: Person, plan: Spoken) -> Easy:
    """The plan as it stands. What the person said stands in their own words."""
    parts = [
        Part(_("About me"), _about(plan)),
        Part(_("What I want"), [row for aim in plan.aims for row in _aim(aim)]),
        Part(_("What I will do"), [_step(step) for step in plan.steps]),
        Part(_("What we said"), _decided(plan)),
        Part(_("If I become unwell"), [row for card in plan.contingency for row in _unwell(card)]),
        Part(_("If I want help"), _help(person)),
    ]
    return Easy(
        title=_("My plan"),
        parts=[part for part in parts if part.rows],
        footer=person.name,
        large_print=needs_of(person).large_print,
    )


def _about(plan: Spoken) -> list[Row]:
    rows = [
        Row("good", [_("These things help me:")], voice=[entry.text for entry in plan.strengths]),
        Row("worry", [_("These things are hard:")], voice=[entry.text for entry in plan.needs]),
    ]
    return [row for row in rows if row.voice]


def _aim(aim: Aim) -> list[Row]:
    matters = Row("star", [_("How much does this matter to me?"), f"{aim.matters}."])
    return [Row("goal", [_("I want this:")], voice=[aim.wording])] + [matters] * bool(aim.matters)


def _step(step: Step) -> Row:
    """What, then when and with whom, then what to do when something gets in the way."""
    more = [words for words in (step.fit, step.if_then) if words]
    return Row("step", [_("I will do this:")], voice=[step.what, *more])


def _decided(plan: Spoken) -> list[Row]:
    rows = [
        Row("agreed", [_("We decided this:")], voice=_lines(plan.decisions)),
        Row("stop", [_("This can stop:")], voice=_lines(plan.can_stop)),
    ]
    rows = [row for row in rows if row.voice]
    if plan.review_on:
        until = _("We do that by %(day)s.") % {"day": day(plan.review_on)}
        rows.append(Row("again", [_("We look at my plan again."), until]))
    return rows


def _unwell(card: Unwell) -> list[Row]:
    rows = [
        Row("unwell", [_("These things show that I am getting worse:")], voice=card.triggers + card.early_signs),
        Row("step", [_("Then this should happen:")], voice=card.what_to_do),
        Row("phone", [_("Ring these people:")], voice=[_helper(one) for one in card.contacts]),
        Row("matters", [_("This helps me:")], voice=card.coping),
        Row("list", [_("I have this ready:")], voice=card.medicines),
        Row("talk", [_("If I cannot speak, know this:")], voice=_lines(card.statement)),
    ]
    return [row for row in rows if row.voice]


def _helper(one: Helper) -> str:
    return ", ".join(part for part in (one.name, one.role, one.contact) if part)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _help(person: Person) -> list[Row]:
    rows = [Row("emergency", [_("In an emergency I ring 999.")])]
    if person.practice:
        number = f"{person.practice.name}: {practice_number(person)}"
        rows.insert(0, Row("phone", [_("I can ring my practice."), number]))
    return rows


def easy_plan_pdf(person: Person, plan: Spoken) -> bytes:
    """In the person's language."""
    with languages.speaking(language_of(person)):
        paper = easy_plan(person, plan)
    return easy_pdf([paper], author=person.practice.name if person.practice else "Inglenook")
