"""What is sent about a peer supporter, from `data/peer_texts.yaml`."""

from functools import cache
from pathlib import Path

import yaml

from inglenook.messaging import templates
from inglenook.messaging.models import Message
from inglenook.messaging.templates import Sample, Text

from ..models import PeerMatch

FILE = Path(__file__).resolve().parents[1] / "data" / "peer_texts.yaml"
PREFIX = "peer"
TEXTS = ("asked", "started", "ended")
WORST = {"peer": "Wilhelmina", "practice": "The Old Railway Road Health Centre", "phone": "+44 1632 960 0001"}


@cache
def _document() -> dict:
    return yaml.safe_load(FILE.read_text())


def values(match: PeerMatch) -> dict:
    """What the texts are filled with: of the volunteer the first name alone."""
    practice = match.person.practice
    return {
        "peer": match.peer_user.name.split(" ")[0],
        "practice": practice.name if practice else "",
        "phone": practice.phone if practice else "",
    }


def render(message: Message) -> Text:
    return _filled(message.template.partition(":")[2], message.language, message.values)


def catalogue():
    for code in TEXTS:
        for language in _document()[code]:
            yield Sample(f"{PREFIX}:{code}", f"A peer supporter: {code}", language, _filled(code, language, WORST))


def _filled(code: str, language: str, given: dict) -> Text:
    subject, body = (_document()[key] for key in ("subject", code))
    words = [one.get(language, one["en"]).format(**given) for one in (subject, body)]
    return Text(words[0], " ".join(words[1].split()))


def install() -> None:
    templates.register(PREFIX, render, catalogue)
