"""A form as tagged PDF, with its number on every page and a code that opens the screen on which it is typed in."""

from dataclasses import asdict
from pathlib import Path

import orjson
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from inglenook.kit import languages
from inglenook.kit.easy import picture
from inglenook.kit.paper import typeset
from inglenook.kit.words import day
from inglenook.messaging.letters import make_code
from inglenook.people.needs import needs_of, practice_number

from ..models import PaperForm

TEMPLATE = Path(__file__).parent / "templates" / "form.typ"


def form_pdf(form: PaperForm, *, large_print: bool | None = None) -> bytes:
    """The form, which brings its person, in the size of print they want, or as asked for."""
    with languages.speaking(form.language):
        data = as_data(form, needs_of(form.person).large_print if large_print is None else large_print)
    author = form.person.practice.name if form.person.practice else "Inglenook"
    return typeset(TEMPLATE, title=data["title"], author=author, data=orjson.dumps(data))


def as_data(form: PaperForm, large_print: bool) -> dict:
    """What the template reads: words only."""
    parts = form.printed.parts
    return {
        "title": _("My plan, on paper"),
        "how": _how(form),
        "footer": _("For %(name)s. Form %(number)s.") % {"name": form.person.name, "number": form.number},
        "number": form.number,
        "large_print": large_print,
        "language": languages.tag(),
        "side": languages.side(),
        "made": _("Made on %(day)s.") % {"day": day(form.made_at)},
        "code": asdict(make_code(address(form))),
        "code_says": _("QR code for the practice"),
        "parts": parts,
        "pictures": {part["picture"]: picture(part["picture"]) for part in parts},
        "last": _("Did somebody help you fill this in? Who?"),
    }


def address(form: PaperForm) -> str:
    """In capitals, so that the code is small."""
    return (settings.SITE_URL + reverse("form_by_code", args=[form.number])).upper()


def _how(form: PaperForm) -> list[str]:
    """How to fill it in, and where to take it."""
    practice = form.person.practice
    said = [_("Write what you want to say. You can leave out any question."), _("Then give or post it to us.")]
    if practice and practice.phone:
        ring = _("Do you want help? Ring %(practice)s on %(phone)s.")
        said.append(ring % {"practice": practice.name, "phone": practice_number(form.person)})
    return said
