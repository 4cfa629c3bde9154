"""Verbs of the plan: goals and actions added, ordered, ended and brought back."""

import uuid

from django.db import transaction
from django.db.models import Max, QuerySet

from inglenook.core import clock
from inglenook.core.models import User

from ..actions import take_step
from ..lists import add_once, move
from ..models import Action, ContingencyVersion, Conversation, Goal, Plan, PlanVersion
from ..today.actions import open_follow_ups
from .contents import contents_of, digest_of
from .fields import LONG, text
from .saving import FIELDS, Saved, save_field
from .speaking import spoken

EMPTY = "There is nothing in the plan yet. Go back and write down what you decided, a goal or a step."


@transaction.atomic
def add_goal(*, plan: Plan, ref: uuid.UUID, wording: str, by: User, conversation=None, in_own_hand=False) -> Goal:
    """One more goal, at the end. `ref` names it, so that sending it twice adds it once."""
    return add_once(
        plan.goals.all(),
        ref=ref,
        by=by,
        plan=plan,
        person_id=plan.person_id,
        conversation=conversation,
        wording=text(LONG)(wording.strip(), None),
        in_own_hand=in_own_hand,
    )


@transaction.atomic
def add_action(*, plan: Plan, ref: uuid.UUID, what: str, by: User, goal: Goal | None = None, **more) -> Action:
    """One more action, towards a goal or by itself, at the end; `more` are other columns of it."""
    return add_once(
        plan.actions.all(),
        ref=ref,
        by=by,
        plan=plan,
        person_id=plan.person_id,
        goal=goal,
        what=text(LONG)(what.strip(), None),
        **more,
    )


@transaction.atomic
def move_in_plan(*, row: Goal | Action, shift: int) -> None:
    """Put a goal or action under way `shift` places further down (negative: up) among those it stands with."""
    move(_beside(row), row, shift=shift)


def _beside(row: Goal | Action) -> QuerySet:
    """The rows under way that stand in one list with this one: goals, a goal's actions, or those of no such goal."""
    under_way = type(row).objects.filter(plan=row.plan_id, state=row.State.CURRENT)
    if isinstance(row, Goal):
        return under_way
    if row.goal and row.goal.state == Goal.State.CURRENT:
        return under_way.filter(goal=row.goal)
    return under_way.exclude(goal__state=Goal.State.CURRENT)


@transaction.atomic
def end(*, row: Goal | Action, state: str, by: User) -> None:
    """A goal or action reaches another state of its own; `current` brings it back."""
    row.state, row.written_by = state, by
    row.save(update_fields=["state", "written_by", "written_at"])


class NotAgreed(Exception):
    """The plan cannot be agreed as it is. The message is fit to be shown."""


@transaction.atomic
def agree(
    *, conversation: Conversation, seen: str, agreed_by: str, owner: User, by: User, agreed_as: str = ""
) -> PlanVersion:
    """Keep the plan as it stands as the next version, agreed by these words, and ask after its actions in time.

    `agreed_as` says what somebody is who agrees for the person (attorney, court deputy, parent); empty for the person.

    `seen` is the digest of what was read back: when something was typed since, NotAgreed, so that nobody agrees to
    what they have not read; the same when nothing is in the plan. Agreeing twice keeps one version. Raises StepRefused
    when the cycle is past it.
    """
    conversation = Conversation.objects.select_for_update().get(pk=conversation.pk)
    plan = Plan.objects.select_for_update().get(person_id=conversation.person_id)
    if conversation.ended_at:
        return plan.versions.first()
    contents = contents_of(plan, conversation)
    if spoken(contents).is_empty:
        raise NotAgreed(EMPTY)
    if digest_of(contents) != seen:
        raise NotAgreed("Something was changed while you were reading. Read it once more, then agree.")
    take_step(cycle=conversation.cycle, step="agree", by=by)
    version = _keep_version(plan, conversation, contents, by, agreed_by=agreed_by, agreed_as=agreed_as)
    Conversation.objects.filter(pk=conversation.pk).update(ended_at=clock.now())
    open_follow_ups(plan=plan, owner=owner, agreed_on=clock.today())
    return version


def _keep_version(plan: Plan, conversation: Conversation, contents: dict, by: User, **agreed: str) -> PlanVersion:
    """What to do when the person becomes unwell is kept beside the rest: not everybody may see both."""
    last = plan.versions.aggregate(last=Max("number"))["last"] or 0
    version = PlanVersion.objects.create(
        plan=plan,
        person_id=plan.person_id,
        cycle_id=conversation.cycle_id,
        number=last + 1,
        contents={name: value for name, value in contents.items() if name != "contingency"},
        agreed_at=clock.now(),
        agreed_with=by,
        **agreed,
    )
    ContingencyVersion.objects.create(
        version=version, person_id=plan.person_id, contents=contents.get("contingency", [])
    )
    return version


def write_own_goal(*, goal: Goal, was: str, now: str, by: User) -> Saved:
    """The person words their goal anew, themselves; from then on it stays as they wrote it. Raises NotSaved."""
    return save_field(row=goal, column="wording", field=FIELDS[Goal]["wording"], was=was, now=now, by=by)


def rate_goal(*, goal: Goal, was: str, now: str, by: User) -> Saved:
    """The person says anew how much a goal matters. Raises NotSaved."""
    return save_field(row=goal, column="importance", field=FIELDS[Goal]["importance"], was=was, now=now, by=by)
