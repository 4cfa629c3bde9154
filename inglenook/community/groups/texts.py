"""What is sent about groups, from `data/group_texts.yaml`. A group's title may tell of health, so no text has it."""

from datetime import datetime
from pathlib import Path

from django.utils import timezone

from inglenook.messaging.wordings import Wordings, in_language
from inglenook.people.models import Person
from inglenook.people.needs import practice_number

from ..models import Group, Meeting

PREFIX = "group"


class _Groups(Wordings):
    def values_in(self, language: str, given: dict) -> dict:
        """Days have names in English alone; elsewhere their numbers stand, as on British calendars."""
        where = "at_place" if given["venue"] else "is_online" if given["is_online"] else ""
        at = in_language(self.document[where], language).format(**given) if where else ""
        return given | {"when": _when(given["at"], language), "where": at}


TEXTS = _Groups(
    Path(__file__).resolve().parents[1] / "data" / "group_texts.yaml",
    prefix=PREFIX,
    about="A group",
    worst={
        "leader": "Wilhelmina Featherstonehaugh",
        "at": "2026-09-30T10:20",
        "venue": "The Old Railway Road Health Centre, North Ormesby",
        "is_online": False,
        "practice": "The Old Railway Road Health Centre",
        "phone": "+44 1632 960 0001",
    },
)


def values(group: Group, meeting: Meeting | None, person: Person) -> dict:
    """What the texts are filled with, whatever their language; the time is the practice's own."""
    practice = person.practice
    return {
        "leader": group.leader.name,
        "at": f"{timezone.localtime(meeting.starts_at):%Y-%m-%dT%H:%M}" if meeting else "",
        "venue": group.venue,
        "is_online": bool(group.online),
        "practice": practice.name if practice else "",
        "phone": practice_number(person),
    }


def _when(at: str, language: str) -> str:
    """ "Wednesday 30 September at 10:20"; "30/9/2026, 10:20" in any other language; nothing without a time."""
    if not at:
        return ""
    time = datetime.fromisoformat(at)
    if language.partition("-")[0] == "en":
        return f"{time:%A} {time.day} {time:%B} at {time:%H:%M}"
    return f"{time.day}/{time.month}/{time.year}, {time:%H:%M}"
