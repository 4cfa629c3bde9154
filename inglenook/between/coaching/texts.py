"""What is sent about a session, from `data/session_texts.yaml`."""

from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.utils import timezone

from inglenook.core.models import Organisation
from inglenook.messaging import templates
from inglenook.messaging.models import Message
from inglenook.messaging.templates import Sample, Text

from ..models import Session
from ..programmes.api import words_in
from ..replies.wording import day

FILE = Path(__file__).resolve().parents[1] / "data" / "session_texts.yaml"
PREFIX = "session"
TEXTS = ("booked", "reminder", "cancelled")
WORST = {
    "coach": "Wilhelmina Featherstonehaugh",
    "on": "2026-09-30",
    "time": "10:20",
    "place": "The Old Railway Road Health Centre, North Ormesby",
    "is_by_phone": False,
    "practice": "The Old Railway Road Health Centre",
    "phone": "+44 1632 960 0001",
}


@cache
def _document() -> dict:
    return yaml.safe_load(FILE.read_text())


def values(session: Session, practice: Organisation | None) -> dict:
    """What the texts are filled with, whatever their language; the time is the practice's own."""
    starts_at = timezone.localtime(session.starts_at)
    return {
        "coach": session.coach.name,
        "on": f"{starts_at:%Y-%m-%d}",
        "time": f"{starts_at:%H:%M}",
        "place": session.place,
        "is_by_phone": session.kind == Session.Kind.PHONE,
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
    def says(key: str, **more) -> str:
        return words_in(_document()[key], language).format(**given, **more)

    where = says("by_phone") if given["is_by_phone"] else says("at_place") if given["place"] else ""
    body = says(code, day=day(date.fromisoformat(given["on"]), language), where=where)
    return Text(says("subject"), " ".join(body.split()))


def install() -> None:
    templates.register(PREFIX, render, catalogue)
