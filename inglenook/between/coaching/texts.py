"""What is sent about a session, from `data/session_texts.yaml`."""

from functools import cache
from pathlib import Path

import yaml
from django.utils import timezone

from inglenook.core.models import Organisation
from inglenook.messaging import templates
from inglenook.messaging.models import Message
from inglenook.messaging.templates import Sample, Text

from ..models import Session

FILE = Path(__file__).resolve().parents[1] / "data" / "session_texts.yaml"
PREFIX = "session"
TEXTS = ("booked", "reminder", "cancelled")
WORST = {
    "coach": "Wilhelmina Featherstonehaugh",
    "day": "Wednesday 30 September",
    "time": "10:20",
    "where": "At: The Old Railway Road Health Centre, North Ormesby.",
    "practice": "The Old Railway Road Health Centre",
    "phone": "+44 1632 960 0001",
}


@cache
def _document() -> dict:
    return yaml.safe_load(FILE.read_text())


def values(session: Session, practice: Organisation | None) -> dict:
    """What the texts are filled with; the time is the practice's own."""
    starts_at = timezone.localtime(session.starts_at)
    by_phone = session.kind == Session.Kind.PHONE
    return {
        "coach": session.coach.name,
        "day": f"{starts_at:%A} {starts_at.day} {starts_at:%B}",
        "time": f"{starts_at:%H:%M}",
        "where": "They ring you." if by_phone else f"At: {session.place}." if session.place else "",
        "practice": practice.name if practice else "",
        "phone": practice.phone if practice else "",
    }


def render(message: Message) -> Text:
    return _filled(message.template.partition(":")[2], message.language, message.values)


def catalogue():
    for code in TEXTS:
        for language in _document()[code]:
            yield Sample(f"{PREFIX}:{code}", f"A session: {code}", language, _filled(code, language, WORST))


def _filled(code: str, language: str, given: dict) -> Text:
    subject, body = (_document()[key] for key in ("subject", code))
    words = [one.get(language, one["en"]).format(**given) for one in (subject, body)]
    return Text(words[0], " ".join(words[1].split()))


def install() -> None:
    templates.register(PREFIX, render, catalogue)
