"""Verbs of notes: write one down, take it off, bring what waits to the talk."""

from datetime import datetime

from django.db import transaction

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.people.models import Person

from ..lists import next_position
from ..models import AgendaItem, Conversation, Note


@transaction.atomic
def note(*, person: Person, text: str, by: User, at: datetime | None = None) -> Note:
    """Keep something for the next talk; `at` is when it was written, perhaps before it could be sent."""
    return Note.objects.create(person=person, text=text, noted_at=at or clock.now(), written_by=by)


@transaction.atomic
def take_off(*, note: Note, by: User) -> None:
    _set_removed(note, clock.now(), by)


@transaction.atomic
def put_back(*, note: Note, by: User) -> None:
    _set_removed(note, None, by)


def _set_removed(note: Note, at: datetime | None, by: User) -> None:
    note.removed_at, note.written_by = at, by
    note.save(update_fields=["removed_at", "written_by", "written_at"])


@transaction.atomic
def bring(*, conversation: Conversation, by: User) -> None:
    """Put on the agenda, at the end, what the person has noted since the last talk, each once."""
    waiting = list(Note.objects.filter(person=conversation.person_id, agenda_item=None, removed_at=None))
    first = next_position(conversation.agenda.all()) if waiting else 0
    for position, note in enumerate(waiting, first):
        note.agenda_item = AgendaItem(
            conversation=conversation,
            person_id=conversation.person_id,
            raised_by=AgendaItem.RaisedBy.PERSON,
            wording=note.text,
            position=position,
            written_by=by,
        )
    AgendaItem.objects.bulk_create(note.agenda_item for note in waiting)
    Note.objects.bulk_update(waiting, ["agenda_item"])
