"""What is sent about a session, from `data/session_texts.yaml`."""

from datetime import date
from pathlib import Path

from django.utils import timezone

from inglenook.messaging.wordings import Wordings, in_language
from inglenook.people.models import Person
from inglenook.people.needs import practice_number

from ..models import Session
from ..replies.wording import day

PREFIX = "session"


class _Sessions(Wordings):
    def values_in(self, language: str, given: dict) -> dict:
        where = "by_phone" if given["is_by_phone"] else "at_place" if given["place"] else ""
        at = in_language(self.document[where], language).format(**given) if where else ""
        return given | {"day": day(date.fromisoformat(given["on"]), language), "where": at}


TEXTS = _Sessions(
    Path(__file__).resolve().parents[1] / "data" / "session_texts.yaml",
    prefix=PREFIX,
    about="A session",
    worst={
        "coach": "Wilhelmina Featherstonehaugh",
        "on": "2026-09-30",
        "time": "10:20",
        "place": "The Old Railway Road Health Centre, North Ormesby",
        "is_by_phone": False,
        "practice": "The Old Railway Road Health Centre",
        "phone": "+44 1632 960 0001",
    },
)


def values(session: Session, person: Person) -> dict:
    """What the texts are filled with, whatever their language; the time is the practice's own."""
    practice, starts_at = person.practice, timezone.localtime(session.starts_at)
    return {
        "coach": session.coach.name,
        "on": f"{starts_at:%Y-%m-%d}",
        "time": f"{starts_at:%H:%M}",
        "place": session.place,
        "is_by_phone": session.kind == Session.Kind.PHONE,
        "practice": practice.name if practice else "",
        "phone": practice_number(person),
    }
