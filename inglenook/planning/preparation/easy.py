"""A pack in Easy Read: what will happen, the results, the questions, whom to ring. For a page and for paper."""

from django.urls import reverse
from django.utils.translation import gettext as _

from inglenook.core import clock
from inglenook.kit.easy import Easy, Face, Part, Row
from inglenook.kit.words import day, translated
from inglenook.people.models import Person
from inglenook.people.needs import Needs, needs_of

from ..models import Pack
from .presenters import told
from .prompts import Prompt, prompts

MORE_LINES = 1  # than on the letter: Easy Read is written larger, and by some drawn


def easy_pack(pack: Pack, *, face: Face | None = None, reference: str = "", links: bool = False) -> Easy:
    """The pack, which brings its person. With a face it is a letter; with links it is a page to answer from."""
    parts = [_talk(needs_of(pack.person)), _results(pack), _questions(pack, links), _help(pack.contents)]
    return Easy(
        title=_("Get ready for your talk"),
        parts=[part for part in parts if part.rows],
        footer=_("For %(name)s. %(reference)s") % {"name": pack.person.name, "reference": reference},
        large_print=pack.large_print,
        face=face,
    )


def _talk(needs: Needs) -> Part:
    rows = [
        Row("talk", [_("Soon we will talk with you."), _("We will talk about your health.")]),
        Row("matters", [_("We will talk about what matters to you.")]),
        Row("together", [_("You can bring somebody with you.")]),
    ]
    if needs.interpreter:
        rows.append(Row("talk", [_("You asked for an interpreter."), _("We will have one for you.")]))
    if needs.longer_appointment:
        rows.append(Row("time", [_("You asked for more time."), _("Our talk will be longer.")]))
    return Part(_("Your talk"), rows)


def _results(pack: Pack) -> Part:
    return Part(_("Your results"), [Row("test", _result(entry)) for entry in told(pack)])


def _result(entry: dict) -> list[str]:
    """One idea a line: what was measured, what it is, what that means, which way it is going."""
    value = f"{entry['value']} {entry['unit']}".strip()
    lines = [
        f"{entry['name']}.",
        _("Yours is %(value)s.") % {"value": value},
        _("That is %(word)s.") % {"word": entry["word"]} if entry["word"] else "",
        _("It is %(way)s.") % {"way": entry["way"]} if entry["way"] else "",
    ]
    return [line for line in lines if line]


def _questions(pack: Pack, links: bool) -> Part:
    how = [] if links else [_("You can write."), _("You can draw."), _("Somebody can help you.")]
    rows = [Row("write", [_("You can leave out any question."), *how])]
    return Part(_("What we ask you"), rows + [_question(pack, prompt, links) for prompt in prompts().values()])


def _question(pack: Pack, prompt: Prompt, links: bool) -> Row:
    picture, says = _asked()[prompt.code]
    return Row(
        picture,
        says,
        options=[translated(option) for option in prompt.options.values()],
        lines=0 if links else prompt.lines + MORE_LINES,
        href=reverse("prepare_prompt", args=[pack.ref, prompt.code]) if links else "",
    )


def _asked() -> dict[str, tuple[str, list[str]]]:
    """Each prompt in Easy Read, by its code: its picture and its lines."""
    return {
        "matters": (
            "matters",
            [_("What matters to you?"), _("Think of people."), _("Think of things you like to do.")],
        ),
        "going_well": ("good", [_("What is going well?"), _("Small things count too.")]),
        "worries": ("worry", [_("What worries you?"), _("It can be anything.")]),
        "in_the_way": ("barrier", [_("What makes life hard?"), _("Tick what is true for you.")]),
        "talk_about": ("list", [_("What do you want to talk about?"), _("Put the most important thing first.")]),
    }


def _help(contents: dict) -> Part:
    practice, named = contents.get("practice", {}), contents.get("named", {}).get("name")
    rings = [_("Do you want help? Ring us.")]
    if practice.get("name"):
        rings.append(f"{practice['name']}: {practice['phone']}" if practice.get("phone") else practice["name"])
    if named:
        rings.append(_("Ask for %(name)s.") % {"name": named})
    return Part(_("If you want help"), [Row("phone", rings), Row("emergency", [_("Is it an emergency? Ring 999.")])])


def face_of(person: Person, contents: dict, door: dict | None) -> Face:
    """What the paper carries by post. `door` is the code of the private page and its address, if it has one."""
    from .letters import address_lines, addressee  # which makes the letters of both kinds

    practice = contents.get("practice", {})
    return Face(
        to=addressee(person),
        address=address_lines(person),
        practice=practice.get("name", ""),
        phone=practice.get("phone", ""),
        date=day(clock.today()),
        **(door or {}),
    )
