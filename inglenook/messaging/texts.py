"""Messaging's own texts, from data/texts.yaml."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from inglenook.core.models import Organisation
from inglenook.kit.words import spaced

from . import templates
from .models import Message
from .templates import Sample, Text

FILE = Path(__file__).parent / "data" / "texts.yaml"
PREFIX = "messaging"
LONGEST_NAME = "The Old Railway Road Health Centre, North Ormesby"
LONGEST_PHONE = "+44 1632 960 0001"


def register() -> None:
    templates.register(PREFIX, render, catalogue)


def render(message: Message) -> Text:
    """One of messaging's own texts, in the message's language where there is one, else in English."""
    return own_text(message.template.partition(":")[2], message.language, message.person.practice)


def own_text(code: str, language: str, practice: Organisation | None) -> Text:
    name, phone = (practice.name, practice.phone) if practice else ("Your practice", "")
    return _filled(code, language, name, phone)


def catalogue() -> Iterator[Sample]:
    for code, words in _document()["texts"].items():
        for language in words:
            text = _filled(code, language, LONGEST_NAME, LONGEST_PHONE)
            yield Sample(f"{PREFIX}:{code}", f"Our own: {spaced(code)}", language, text)


def _filled(code: str, language: str, practice: str, phone: str) -> Text:
    values = {"practice": practice, "on_phone": _on(phone, language)}
    subject = _in(_document()["subject"], language).format(**values)
    return Text(subject, _in(_document()["texts"][code], language).format(**values))


def _on(phone: str, language: str) -> str:
    if not phone:
        return ""
    return f" on {phone}" if language.startswith("en") else f" {phone}"


def _in(words: dict[str, str], language: str) -> str:
    """The wording in that language, or in it whatever the region, or in English."""
    return words.get(language) or words.get(language.partition("-")[0]) or words["en"]


@cache
def _document() -> dict:
    return yaml.safe_load(FILE.read_text())
