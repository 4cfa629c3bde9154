"""Which field an address of the conversation page means. What is not in these tables cannot be written."""

from dataclasses import dataclass

from django.db import models

from inglenook.core.refs import is_ref

from ..models import Action, AgendaItem, Conversation, Goal, Plan
from ..plan.fields import LONG, Field, NotSaved, text
from ..plan.saving import FIELDS as PLAN_FIELDS

FIELDS = PLAN_FIELDS | {
    Conversation: {
        "notes": Field("Notes", text(LONG)),
        "decisions": Field("What we decided", text(LONG)),
        "with_whom": Field("Who else is here", text(500)),
    },
    AgendaItem: {"notes": Field("Notes", text(LONG))},
}
KINDS = {"conversation": Conversation, "plan": Plan, "agenda": AgendaItem, "goal": Goal, "action": Action}
GONE = "This is no longer in the conversation. Copy what you typed before you leave the page."


@dataclass(frozen=True)
class Place:
    """A row, its column and the rules of that column."""

    row: models.Model
    column: str
    field: Field


def place_of(conversation: Conversation, address: str) -> Place:
    """The place that an address means inside this conversation and its person's plan; else NotSaved."""
    kind, *ref, column = address.split(".") if address.count(".") in (1, 2) else ("", "")
    model = KINDS.get(kind)
    field = FIELDS.get(model, {}).get(column)
    row = _row(conversation, model, ref) if field else None
    if row is None:
        raise NotSaved(GONE, "gone")
    return Place(row, column, field)


def _row(conversation: Conversation, model: type[models.Model], ref: list[str]) -> models.Model | None:
    if model is Conversation:
        return conversation
    if model is Plan:
        return Plan.objects.filter(person_id=conversation.person_id).first()
    return row_at(conversation, model, ref[0]) if ref else None


def row_at(conversation: Conversation, model: type[models.Model], ref: str) -> models.Model | None:
    """The agenda item of this conversation, or the goal or action of its person's plan, with this ref."""
    if not is_ref(ref):
        return None
    about = {"conversation": conversation} if model is AgendaItem else {"person_id": conversation.person_id}
    return model.objects.filter(ref=ref, **about).first()


def label_of(address: str) -> str:
    """What people call the field at an address; nothing for an unknown one."""
    kind, _, column = address.partition(".")
    field = FIELDS.get(KINDS.get(kind), {}).get(column.rpartition(".")[2])
    return field.label if field else ""
