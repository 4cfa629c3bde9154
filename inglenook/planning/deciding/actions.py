"""Verbs of shared decisions: begin one, say what matters, weigh options, decide together, ask it again."""

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.core.refs import is_ref
from inglenook.people.models import Person
from inglenook.people.needs import needs_of

from ..actions import raise_task
from ..lists import add_once
from ..models import (
    Conversation,
    DecisionPaper,
    DecisionTalk,
    Option,
    OptionEffect,
    Plan,
    SharedDecision,
    Task,
)
from ..plan.fields import HALF, LONG, Field, NotSaved, scale, text
from ..plan.saving import Saved, save_field
from ..preparation.rules import working_days_after
from ..preparation.team import named_professional
from .grids import Grid
from .parts import Part

Status = SharedDecision.Status
SOON_DAYS = 2  # working days in which somebody sees to it that the person wants to talk again

FIELDS = {
    "about": Field("What is to be decided", text(300, needed="Say what is to be decided.")),
    "problem": Field("The problem it is about", text(300)),
    "prepared_with": Field("What was given to read or watch before", text(LONG)),
    "questions": Field("Questions", text(LONG)),
    "to_explain": Field("What to go through", text(LONG)),
    "matters": Field("What matters", text(LONG)),
    "sure": Field("How sure", scale("sure"), joins=False),
}
OF_PERSON = ("matters", "questions")
THEIRS = "They wrote this themselves, so it stays as it is. What you add goes under what was decided."


@transaction.atomic
def begin(*, person: Person, ref: uuid.UUID, about: str, by: User, grid: Grid | None = None) -> SharedDecision:
    """Something to decide, of a prepared grid or of its own. `ref` names it: sent twice, it is begun once."""
    plan, _ = Plan.objects.get_or_create(person=person, defaults={"written_by": by})
    about = FIELDS["about"].read(grid.about if grid else about.strip(), None)
    values = {"plan": plan, "person": person, "about": about, "written_by": by}
    if grid:
        values |= {"grid": grid.code, "grid_dated": grid.dated}
        values |= {"problem": grid.problem, "problem_code": grid.problem_code}
    decision, is_new = SharedDecision.objects.get_or_create(ref=ref, defaults=values)
    if grid and is_new:
        _copy(grid, decision, by)
    return decision


def _copy(grid: Grid, decision: SharedDecision, by: User) -> None:
    whose = {"person_id": decision.person_id, "written_by": by}
    for place, given in enumerate(grid.options, 1):
        option = Option.objects.create(decision=decision, name=given.name, means=given.means, position=place, **whose)
        sides = [(OptionEffect.Kind.BENEFIT, one) for one in given.benefits]
        sides += [(OptionEffect.Kind.HARM, one) for one in given.harms]
        OptionEffect.objects.bulk_create(
            OptionEffect(option=option, kind=kind, position=row, **vars(one), **whose)
            for row, (kind, one) in enumerate(sides, 1)
        )
    edition = f"{grid.code}/{grid.dated}"
    DecisionPaper.objects.create(
        decision=decision, kind="tool", name=grid.about, identifier=edition, type="Option grid", **whose
    )


@transaction.atomic
def write(*, decision: SharedDecision, column: str, was: str, now: str, by: User) -> Saved:
    """Keep one text or number, joined with what somebody else wrote meanwhile. Raises NotSaved.

    What the person wrote about what matters to them, and asks, nobody else changes.
    """
    is_theirs = decision.person.user_id == by.pk
    if column in OF_PERSON and decision.in_own_hand and not is_theirs and was != now and getattr(decision, column):
        raise NotSaved(THEIRS)
    saved = save_field(row=decision, column=column, field=FIELDS[column], was=was, now=now, by=by)
    if is_theirs and column in OF_PERSON and was != now:
        SharedDecision.objects.filter(pk=decision.pk).update(in_own_hand=True)
    return saved


@transaction.atomic
def lean(*, decision: SharedDecision, to: Option | None, by: User) -> None:
    """Which way the person leans; None is that they do not know yet."""
    decision.leaning, decision.written_by = to, by
    decision.save(update_fields=["leaning", "written_by", "written_at"])


@transaction.atomic
def add_option(*, decision: SharedDecision, ref: uuid.UUID, name: str, by: User, means: str = "") -> Option:
    """One more way, at the end; from the person it says that it is theirs."""
    return add_once(
        decision.options.all(),
        ref=ref,
        by=by,
        decision=decision,
        person_id=decision.person_id,
        name=text(300)(name.strip(), None),
        means=text(LONG)(means, None),
        by_person=decision.person.user_id == by.pk,
    )


@transaction.atomic
def add_effect(
    *, option: Option, ref: uuid.UUID, kind: str, words: str, source: str, by: User, of_100: int | None = None
) -> OptionEffect:
    """What speaks for or against an option, with where that is from."""
    return add_once(
        option.effects.all(),
        ref=ref,
        by=by,
        option=option,
        person_id=option.person_id,
        kind=kind,
        text=text(LONG)(words.strip(), None),
        source=text(300, needed="Say where this is from.")(source.strip(), None),
        of_100=of_100,
    )


@transaction.atomic
def take_away(*, row: Option | OptionEffect, by: User) -> None:
    """Take an option or an effect out of a decision that is still open; its history keeps it.

    An option goes by whoever thought of it: the person's by the person, others by the team. Raises NotSaved.
    """
    option = row if isinstance(row, Option) else row.option
    is_theirs = option.decision.person.user_id == by.pk
    if not option.decision.is_open:
        raise NotSaved(gettext("This is decided. Ask it again to change it."))
    if isinstance(row, Option) and option.by_person != is_theirs:
        raise NotSaved(gettext("Only whoever thought of it can take it off."))
    row.delete()


@transaction.atomic
def decide(
    *, decision: SharedDecision, choice: Option, words: str, agreed_by: str, by: User, review_on: date | None = None
) -> SharedDecision:
    """What both agreed. It stays so until one of them asks it again; deciding it twice keeps the first."""
    decision = SharedDecision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.status == Status.VALID:
        return decision
    decision.choice, decision.decided = choice, text(LONG)(words, None)
    decision.agreed_by, decision.decided_with = text(HALF)(agreed_by, None)[:300], by
    decision.status, decision.decided_at, decision.review_on = Status.VALID, clock.now(), review_on
    decision.written_by = by
    decision.save()
    _note_talk(decision, by)
    return decision


def _note_talk(decision: SharedDecision, by: User) -> None:
    """The open conversation of the person, as one in which this was spoken about."""
    talk = Conversation.objects.filter(person_id=decision.person_id, ended_at=None).order_by("-started_at").first()
    if talk is None:
        return
    told = {"at": talk.started_at, "seen_by": by.name, "responsible": by.name, "accompanied_by": talk.with_whom}
    interpreter = "Needed" if needs_of(decision.person).interpreter else ""
    DecisionTalk.objects.get_or_create(
        decision=decision,
        conversation=talk,
        defaults=told | {"interpreter": interpreter, "person_id": decision.person_id, "written_by": by},
    )


@transaction.atomic
def ask_again(*, decision: SharedDecision, by: User) -> None:
    """What was decided, or no longer asked, is open again; from the person somebody hears of it."""
    if decision.status == Status.IN_PROGRESS:
        return
    _set_status(decision, Status.IN_PROGRESS, by)
    if decision.person.user_id != by.pk:
        return
    with access.working():
        raise_task(
            key=f"decision:{decision.pk}:{clock.now():%Y%m%d%H%M%S}",
            kind=Task.Kind.COMMENT,
            person=decision.person,
            reason="Wants to talk again about a decision",
            due_at=working_days_after(clock.now(), SOON_DAYS),
            owner=decision.decided_with or named_professional(decision.person),
            decision=decision,
        )


@transaction.atomic
def drop(*, decision: SharedDecision, by: User) -> None:
    """It is no longer asked; it can be asked again."""
    _set_status(decision, Status.CANCELLED, by)


def _set_status(decision: SharedDecision, status: str, by: User) -> None:
    decision.status, decision.written_by = status, by
    decision.save(update_fields=["status", "written_by", "written_at"])


@transaction.atomic
def keep_part(*, decision: SharedDecision, part: Part, values: dict, by: User) -> None:
    """Keep one part of the record: a row more, or the one row there is of it written anew."""
    values = values | {"written_by": by}
    if part.many:
        part.model.objects.create(decision=decision, person_id=decision.person_id, **values)
    elif part.model is SharedDecision:
        SharedDecision.objects.filter(pk=decision.pk).update(**values)
    else:
        part.model.objects.update_or_create(decision=decision, person_id=decision.person_id, defaults=values)


@transaction.atomic
def take_off(*, decision: SharedDecision, model: type, ref: str) -> None:
    """Take one row of the record off; its history keeps it."""
    if is_ref(ref):
        model.objects.filter(decision=decision, ref=ref).delete()
