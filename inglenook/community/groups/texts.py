"""What is sent about groups, from `data/group_texts.yaml`. A group's title may tell of health, so no text has it."""

from pathlib import Path

from django.utils import timezone

from inglenook.core.models import Organisation
from inglenook.messaging.wordings import Wordings

from ..models import Group, Meeting

PREFIX = "group"
TEXTS = Wordings(
    Path(__file__).resolve().parents[1] / "data" / "group_texts.yaml",
    prefix=PREFIX,
    about="A group",
    worst={
        "leader": "Wilhelmina Featherstonehaugh",
        "when": "Wednesday 30 September at 10:20",
        "where": "At: The Old Railway Road Health Centre, North Ormesby.",
        "practice": "The Old Railway Road Health Centre",
        "phone": "+44 1632 960 0001",
    },
)


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
