"""Verbs: a strategy's action into the plan, into the plan with its follow-up, and what somebody said back."""

import uuid
from dataclasses import asdict

from django.db import transaction

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.people.models import Person
from inglenook.workforce.strategies.api import Strategy

from ..models import Action, Conversation, FollowUp, Goal, Plan, SaidBack
from ..plan.actions import add_action
from ..plan.fields import HALF, text
from ..today.rules import FOLLOW_UP_WITHIN


@transaction.atomic
def put_in_plan(
    *, person: Person, strategy: Strategy, barrier: str, what: str, ref: uuid.UUID, by: User, goal: Goal | None = None
) -> Action:
    """The strategy's action as a draft of the person's plan, in the words given, else in its own; `ref` makes it once.

    Raises NotSaved for words that cannot be kept.
    """
    plan, _ = Plan.objects.get_or_create(person=person, defaults={"written_by": by})
    more = asdict(strategy.action) | {"strategy": strategy.code, "barrier": barrier}
    more["what"] = what.strip() or strategy.action.what
    return add_action(plan=plan, ref=ref, by=by, goal=goal, **more)


@transaction.atomic
def put_in_follow_up(*, owner: User, by: User, **action) -> Action:
    """The same between appointments, where no talk will agree it: `owner` asks within 14 days how it goes."""
    made = put_in_plan(by=by, **action)
    FollowUp.objects.get_or_create(
        action=made,
        done_at=None,
        defaults={
            "person_id": made.person_id,
            "owner": owner,
            "due_on": clock.today() + FOLLOW_UP_WITHIN,
            "written_by": by,
        },
    )
    return made


def say_back(*, conversation: Conversation, about: str, by: User) -> None:
    """The person said this back in their own words. Twice is once. Raises NotSaved for words that cannot be kept."""
    words = text(HALF)(about.strip(), None)
    if words:
        SaidBack.objects.get_or_create(
            conversation=conversation,
            about=words,
            defaults={"person_id": conversation.person_id, "at": clock.now(), "written_by": by},
        )


def take_back(*, conversation: Conversation, ref: str) -> None:
    """It was tapped by mistake."""
    SaidBack.objects.filter(conversation=conversation, ref=ref).delete()
