"""Messaging's own texts, from data/texts.yaml."""

from pathlib import Path

from inglenook.people.models import Person
from inglenook.people.needs import practice_number

from .models import Message
from .templates import Text
from .wordings import Wordings


class _Own(Wordings):
    def values_in(self, language: str, given: dict) -> dict:
        return {"practice": given["practice"], "on_phone": _on(given["phone"], language)}

    def render(self, message: Message) -> Text:
        return own_text(message.template.partition(":")[2], message.language, message.person)


def own_text(code: str, language: str, person: Person) -> Text:
    """One of messaging's own texts, in the language where there is one, else in English."""
    name = person.practice.name if person.practice else "Your practice"
    return TEXTS.filled(code, language, {"practice": name, "phone": practice_number(person)})


def _on(phone: str, language: str) -> str:
    if not phone:
        return ""
    return f" on {phone}" if language.startswith("en") else f" {phone}"


TEXTS = _Own(
    Path(__file__).parent / "data" / "texts.yaml",
    prefix="messaging",
    about="Our own",
    worst={"practice": "The Old Railway Road Health Centre, North Ormesby", "phone": "+44 1632 960 0001"},
)
