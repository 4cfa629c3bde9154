"""A pack as a letter."""

from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from inglenook.core import clock
from inglenook.kit import languages
from inglenook.kit.marking import marked
from inglenook.kit.words import day, first_upper, translated
from inglenook.messaging.letters import Letter, Question, ResultLine, make_code
from inglenook.people.models import Person
from inglenook.people.needs import Needs, language_of, needs_of

from ..models import Pack
from .presenters import told
from .prompts import Prompt, prompts
from .rules import LINK_DAYS

TITLE = marked("Getting ready for your review")


def letter(pack: Pack, *, token: str | None = None, on: date | None = None) -> Letter:
    """The pack's letter in the person's language; with a token, it carries the private link. The pack brings its
    person."""
    with languages.speaking(language_of(pack.person)):
        return _letter(pack, token, on)


def _letter(pack: Pack, token: str | None, on: date | None) -> Letter:
    person, contents, today = pack.person, pack.contents, on or clock.today()
    practice = contents.get("practice", {})
    results = [_line(entry) for entry in told(pack)]
    return Letter(
        to=addressee(person),
        address=address_lines(person),
        greeting=contents.get("greeting", ""),
        practice=practice.get("name", ""),
        phone=practice.get("phone", ""),
        date=day(today),
        title=_(TITLE),
        opening=[_opening(bool(results))],
        results=results,
        questions_title=_("What I would like you to know"),
        questions=[_question(prompt) for prompt in prompts().values()],
        closing=[_closing(contents), *_met(needs_of(person))],
        reference=reference(pack),
        large_print=pack.large_print,
        **(_door(token, today) if token else {}),
    )


def reference(pack: Pack) -> str:
    """The short name of a pack, printed on its sheets, by which staff find it again."""
    return pack.ref.hex[:8]


def addressee(person: Person) -> str:
    return " ".join(part for part in (person.title, person.name) if part)


def address_lines(person: Person) -> list[str]:
    return [line.strip() for line in (*person.address.split(","), person.postcode) if line.strip()]


def link_address(token: str) -> str:
    return f"{settings.SITE_URL}/p/{token}/"


def _door(token: str, today: date) -> dict:
    address = link_address(token)
    return {
        "code": make_code(address.upper()),
        "short_address": address.split("://")[1].rstrip("/"),
        "use_by": day(today + timedelta(days=LINK_DAYS)),
    }


def _line(entry: dict) -> ResultLine:
    way = entry["way"] and _("It is %(way)s") % entry
    meaning = ". ".join(first_upper(words) for words in (entry["word"], way) if words)
    also = f" ({entry['also']})" if entry["also"] else ""
    return ResultLine(
        name=entry["name"],
        on=day(entry["on"]),
        value=f"{entry['value']} {entry['unit']}{also}".strip(),
        meaning=f"{meaning}." if meaning else "",
        target=entry["target_words"],
    )


def _question(prompt: Prompt) -> Question:
    options = [translated(option) for option in prompt.options.values()]
    return Question(translated(prompt.question), translated(prompt.hint), options, prompt.lines)


def _opening(has_results: bool) -> str:
    return " ".join(
        (
            _("Soon we will talk about your health and what matters to you."),
            _("Here are your latest results.") if has_results else _("There are no new results to show you yet."),
            _("Over the page are some questions to think about."),
            _("There are no wrong answers, and you can leave any out."),
        )
    )


def _met(needs: Needs) -> list[str]:
    """What the person asked for, said back to them: one paragraph, or none."""
    said = [
        _("You asked for an interpreter. We will have one with us when we meet.") if needs.interpreter else "",
        _("You asked for more time. We will keep a longer time for you.") if needs.longer_appointment else "",
    ]
    return [" ".join(filter(None, said))] if any(said) else []


def _closing(contents: dict) -> str:
    phone = languages.isolated(contents.get("practice", {}).get("phone", "")) or _("the practice’s number")
    name = contents.get("named", {}).get("name")
    bring = _(
        "Write your answers and bring them with you, or ring us on %(phone)s and we will write them down for you."
    )
    named = _("Ask for %(name)s if you need help.") % {"name": name} if name else ""
    return f"{bring % {'phone': phone}} {named}".strip()
