"""What is sent to a person about their own referral, from `data/referral_texts.yaml`."""

from functools import cache
from pathlib import Path

import yaml

from inglenook.messaging import templates
from inglenook.messaging.models import Message
from inglenook.messaging.templates import Sample, Text

from . import rules

FILE = Path(__file__).resolve().parents[1] / "data" / "referral_texts.yaml"
PREFIX = "referral"
WORST = {"team": "The Old Railway Road Primary Care Network", "phone": "+44 1632 960 0001"}


@cache
def _document() -> dict:
    return yaml.safe_load(FILE.read_text())


def render(message: Message) -> Text:
    return _filled(message.template.partition(":")[2], message.language, message.values)


def catalogue():
    longest = max((reason.you for reason in rules.reasons().values()), key=len)
    for code, wordings in _document()["texts"].items():
        for language in wordings:
            yield Sample(
                f"{PREFIX}:{code}", f"A referral: {code}", language, _filled(code, language, WORST | {"says": longest})
            )


def _filled(code: str, language: str, given: dict) -> Text:
    wordings = _document()["texts"][code]
    subject = _document()["subject"]
    words = wordings.get(language, wordings["en"]).format(**given)
    return Text(subject.get(language, subject["en"]), " ".join(words.split()))


def install() -> None:
    templates.register(PREFIX, render, catalogue)
