"""What is sent about groups, from `data/group_texts.yaml`. A group's title may tell of health, so no text has it."""

from functools import cache
from pathlib import Path

import yaml
from django.utils import timezone

from inglenook.core.models import Organisation
from inglenook.messaging import templates
from inglenook.messaging.models import Message
from inglenook.messaging.templates import Sample, Text

from ..models import Group, Meeting

FILE = Path(__file__).resolve().parents[1] / "data" / "group_texts.yaml"
PREFIX = "group"
TEXTS = ("joined", "waiting", "offered", "reminder", "cancelled", "finished", "over")
WORST = {
    "leader": "Wilhelmina Featherstonehaugh",
    "when": "Wednesday 30 September at 10:20",
    "where": "At: The Old Railway Road Health Centre, North Ormesby.",
    "practice": "The Old Railway Road Health Centre",
    "phone": "+44 1632 960 0001",
}


@cache
def _document() -> dict:
    return yaml.safe_load(FILE.read_text())


def values(group: Group, meeting: Meeting | None, practice: Organisation | None) -> dict:
    """What the texts are filled with; the time is the practice's own."""
    return {
        "leader": group.leader.name,
        "when": _when(meeting),
        "where": f"At: {group.venue}." if group.venue else "It is online." if group.online else "",
        "practice": practice.name if practice else "",
        "phone": practice.phone if practice else "",
    }


def _when(meeting: Meeting | None) -> str:
    if meeting is None:
        return ""
    at = timezone.localtime(meeting.starts_at)
    return f"{at:%A} {at.day} {at:%B} at {at:%H:%M}"


def render(message: Message) -> Text:
    return _filled(message.template.partition(":")[2], message.language, message.values)


def catalogue():
    for code in TEXTS:
        for language in _document()[code]:
            yield Sample(f"{PREFIX}:{code}", f"A group: {code}", language, _filled(code, language, WORST))


def _filled(code: str, language: str, given: dict) -> Text:
    subject, body = (_document()[key] for key in ("subject", code))
    words = [one.get(language, one["en"]).format(**given) for one in (subject, body)]
    return Text(words[0], " ".join(words[1].split()))


def install() -> None:
    templates.register(PREFIX, render, catalogue)
