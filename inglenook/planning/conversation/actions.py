"""Verbs of the conversation: begin, add to and order the agenda, end by agreeing, open again."""

import uuid

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from inglenook.core import clock
from inglenook.core.models import User

from ..actions import take_step
from ..lists import add_once, move, next_position
from ..models import AgendaItem, Answer, Conversation, Plan, Presence, ReviewCycle
from ..notes import actions as notes
from ..plan.fields import LONG, text
from .rules import Said, agenda_from

RaisedBy = AgendaItem.RaisedBy
LOOKED_AT_NOW = relativedelta(weeks=8)  # people get ready from eight weeks before: a talk may be held as early


@transaction.atomic
def begin(*, cycle: ReviewCycle, by: User) -> Conversation:
    """The conversation of this cycle, begun or opened again, with what the person wants to talk about on its agenda.

    Answers and notes that came since are added at the end. Raises StepRefused when the cycle is past talking.
    """
    conversation, is_new = Conversation.objects.get_or_create(
        cycle=cycle, defaults={"person_id": cycle.person_id, "led_by": by, "written_by": by}
    )
    _open_plan(cycle.person_id, by, held_for=LOOKED_AT_NOW if is_new else relativedelta())
    if cycle.state != "conversing":
        take_step(cycle=cycle, step="converse", by=by)
        conversation.ended_at = None
        conversation.save(update_fields=["ended_at"])
    _bring_answers(conversation, by)
    notes.bring(conversation=conversation, by=by)
    return conversation


def _open_plan(person_id: int, by: User, *, held_for: relativedelta) -> None:
    """The person's plan, to be looked at again in twelve months unless a day is written there that is further off than
    what this talk is held for."""
    plan, _ = Plan.objects.get_or_create(person_id=person_id, defaults={"written_by": by})
    if plan.review_on is None or plan.review_on <= clock.today() + held_for:
        plan.review_on, plan.written_by = clock.today() + relativedelta(years=1), by
        plan.save(update_fields=["review_on", "written_by", "written_at"])


def _bring_answers(conversation: Conversation, by: User) -> None:
    answers = Answer.objects.filter(pack__cycle_id=conversation.cycle_id)
    brought = set(conversation.agenda.exclude(answer=None).values_list("answer_id", "wording"))
    said = [Said(answer.pk, answer.prompt, tuple(answer.choices), answer.text) for answer in answers]
    new = [pair for pair in agenda_from(said) if pair not in brought]
    AgendaItem.objects.bulk_create(
        AgendaItem(
            conversation=conversation,
            person_id=conversation.person_id,
            raised_by=RaisedBy.PERSON,
            answer_id=key,
            wording=wording,
            position=position,
            written_by=by,
        )
        for position, (key, wording) in enumerate(new, next_position(conversation.agenda.all()))
    )


@transaction.atomic
def add_to_agenda(*, conversation: Conversation, ref: uuid.UUID, wording: str, raised_by: str, by: User) -> AgendaItem:
    """One more thing to talk about, at the end. `ref` names it, so that sending it twice adds it once."""
    return add_once(
        conversation.agenda.all(),
        ref=ref,
        by=by,
        conversation=conversation,
        person_id=conversation.person_id,
        raised_by=raised_by,
        wording=text(LONG)(wording.strip(), None),
    )


@transaction.atomic
def move_on_agenda(*, item: AgendaItem, to: int | None = None, shift: int = 0) -> None:
    """Put an item at place `to` counted from 0, or `shift` places further down (negative: up)."""
    move(AgendaItem.objects.filter(conversation_id=item.conversation_id, removed_at=None), item, to=to, shift=shift)


@transaction.atomic
def take_off_agenda(*, item: AgendaItem, by: User) -> None:
    _set_removed(item, clock.now(), by)


@transaction.atomic
def put_back_on_agenda(*, item: AgendaItem, by: User) -> None:
    _set_removed(item, None, by)


def _set_removed(item: AgendaItem, at, by: User) -> None:
    item.removed_at, item.written_by = at, by
    item.save(update_fields=["removed_at", "written_by", "written_at"])


def note_presence(*, conversation: Conversation, field: str, by: User) -> None:
    """Say that this user has the conversation open, and in which field they write."""
    here = Presence(conversation=conversation, person_id=conversation.person_id, user=by, field=field[:100])
    here.seen_at = timezone.now()  # truly now, even where the day is a fixed one
    Presence.objects.bulk_create(
        [here],
        update_conflicts=True,
        unique_fields=["conversation", "user"],
        update_fields=["seen_at", "field"],
    )
