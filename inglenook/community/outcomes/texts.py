"""What is sent to ask how somebody is, from `data/outcome_texts.yaml`."""

from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

from inglenook.core.channels import Channel
from inglenook.messaging import templates
from inglenook.messaging.models import Message
from inglenook.messaging.templates import Sample, Text
from inglenook.messaging.wordings import in_language

from . import rules

FILE = Path(__file__).resolve().parents[1] / "data" / "outcome_texts.yaml"
PREFIX = "outcome"
WORST = {
    "practice": "The Old Railway Road Health Centre",
    "phone": "+44 1632 960 0001",
    "ref": "00000000-0000-0000-0000-000000000000",
}


@cache
def _document() -> dict:
    return yaml.safe_load(FILE.read_text())


def render(message: Message) -> Text:
    """`values` hold practice, phone and the point's ref; "question" names the one that follows the words."""
    return _filled(message.template.partition(":")[2], message.language, message.values, message.channel)


def catalogue():
    longest = max(rules.questions(), key=lambda code: len(rules.as_text(code)))
    for code in ("ask", "again"):
        yield Sample(f"{PREFIX}:{code}", f"Outcomes: {code}", "en", _filled(code, "en", WORST, Channel.TEXT))
        yield Sample(f"{PREFIX}:{code}", f"Outcomes: {code}", "en", _filled(code, "en", WORST, Channel.LETTER))
    for code in ("not_a_number", "which", "thanks", "next"):
        given = WORST if code == "thanks" else WORST | {"question": longest}
        yield Sample(f"{PREFIX}:{code}", f"Outcomes: {code}", "en", _filled(code, "en", given, Channel.TEXT))


def _filled(code: str, language: str, given: dict, channel: str) -> Text:
    """`next` has no words of its own but the question."""
    parts = [code] if code in _document() else []
    question = given.get("question", "")
    if code in ("ask", "again"):
        parts.append("by_text" if channel == Channel.TEXT else "where")
        question = question or (next(iter(rules.questions())) if channel == Channel.TEXT else "")
    values = given | {"address": f"{settings.SITE_URL}/me/outcomes/{given['ref']}/"}
    words = [in_language(_document()[part], language).format(**values) for part in parts]
    subject = in_language(_document()["subject"], language)
    return Text(subject, " ".join([*words, *([rules.as_text(question)] if question else [])]))


def install() -> None:
    templates.register(PREFIX, render, catalogue)
