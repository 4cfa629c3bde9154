"""A room's short texts, kept in a file of words by language: filled, registered, shown at their longest."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import yaml
from django.utils.translation import gettext

from inglenook.kit import languages
from inglenook.kit.signed import signed
from inglenook.kit.words import spaced

from . import templates
from .models import Message
from .templates import Sample, Text

URGENT = "{emergency}"
ENGLISH_TOO = f"In an emergency ring {URGENT}."


def in_language(words: dict[str, str], language: str) -> str:
    """The wording in a language (BCP 47), or in it whatever the region, or as the catalogue has it, or in English."""
    return words.get(language) or words.get(language.partition("-")[0]) or _of_catalogue(words["en"], language)


def _of_catalogue(english: str, language: str) -> str:
    """Whom to ring in danger stands in English too until a speaker has signed the words off: that sentence alone, as a
    text message has no room for all."""
    with languages.speaking(language):
        said = gettext(english)
        is_sure = said == english or URGENT not in said or (english, said) in signed(languages.current())
        return said if is_sure else f"{said} {languages.isolated(ENGLISH_TOO)}"


class Wordings:
    """Texts of a YAML file: `subject` and, under `texts`, each text by its code; both in languages.

    `worst` holds the longest values that the texts are filled with.
    """

    def __init__(self, file: Path, *, prefix: str, about: str, worst: dict):
        self.file, self.prefix, self.about, self.worst = file, prefix, about, worst

    @cached_property
    def document(self) -> dict:
        return yaml.safe_load(self.file.read_text())

    def values_in(self, language: str, given: dict) -> dict:
        """What the words are filled with; a room whose days or places are said by language says them here."""
        return given

    def render(self, message: Message) -> Text:
        return self.filled(message.template.partition(":")[2], message.language, message.values)

    def filled(self, code: str, language: str, given: dict) -> Text:
        """Raises LookupError for a text, or a value, that is not there."""
        values = self.values_in(language, given)
        subject, body = (
            in_language(words, language).format(**values)
            for words in (self.document["subject"], self.document["texts"][code])
        )
        return Text(subject, " ".join(body.split()))

    def catalogue(self) -> Iterator[Sample]:
        for code, words in self.document["texts"].items():
            for language in words:
                text = self.filled(code, language, self.worst)
                yield Sample(f"{self.prefix}:{code}", f"{self.about}: {spaced(code)}", language, text)

    def install(self) -> None:
        templates.register(self.prefix, self.render, self.catalogue)
