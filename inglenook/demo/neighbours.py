"""The other practices' year, so that figures over the region compare more than one practice at work."""

import uuid
from datetime import timedelta
from itertools import islice

from inglenook.core import clock
from inglenook.core.models import Membership, Organisation, User
from inglenook.planning.conversation.actions import begin
from inglenook.planning.gather.actions import give_up, record_contact
from inglenook.planning.models import Pack, ReviewCycle
from inglenook.planning.plan.actions import add_action, add_goal, agree
from inglenook.planning.plan.contents import contents_of, digest_of
from inglenook.planning.preparation.actions import mark_sent
from inglenook.planning.preparation.packs import make_packs
from inglenook.planning.preparation.rules import READY_STATES

AGREED = (  # one goal and its first step each
    ("Get down on the floor with my grandson", "Stand up from the chair five times, before tea"),
    ("Sleep through till six", "Leave the phone downstairs at night"),
    ("Go back to the choir", "Ring Jean about a lift on Wednesdays"),
    ("Walk to the market and back", "Walk to the post box after breakfast"),
    ("Carry my own shopping again", "Lift the two tins on Mondays, Wednesdays and Fridays"),
    ("Have a day without worrying about my sugar", "Check before breakfast, write it down, leave it there"),
)
STAGES = {"agreed": len(AGREED), "conversing": 5, "prepared": 30, "booked": 24, "declined": 6, "lost": 7}


def tell_neighbours(nurse: User) -> None:
    """Take the first to be due at every practice but this nurse's some way through their review."""
    for other in Organisation.objects.filter(kind="practice").exclude(memberships__user=nurse):
        _tell(other, _nurse(other))


def _nurse(practice: Organisation) -> User:
    user = User.objects.create_user(f"nurse-{practice.code.lower()}@demo.inglenook.example", name="Carol Whitfield")
    began = clock.today() - timedelta(days=600)
    Membership.objects.create(user=user, organisation=practice, role="nurse", started_on=began)
    return user


def _tell(practice: Organisation, nurse: User) -> None:
    due = ReviewCycle.objects.filter(practice=practice, state__in=READY_STATES).order_by("due_on", "pk")
    waiting = iter(due.select_related("person")[: sum(STAGES.values())])
    told = {stage: list(islice(waiting, most)) for stage, most in STAGES.items()}
    for cycle, words in zip(told["agreed"], AGREED, strict=False):
        _agree(cycle, words, nurse)
    for cycle in told["conversing"]:
        begin(cycle=cycle, by=nurse)
    for outcome in ("booked", "declined"):
        for cycle in told[outcome]:
            record_contact(cycle=cycle, outcome=outcome, channel="phone", by=nurse)
    for cycle in told["lost"]:
        give_up(cycle=cycle, by=nurse)
    packs = make_packs(cycles=ReviewCycle.objects.filter(pk__in=[cycle.pk for cycle in told["prepared"]]), by=nurse)
    mark_sent(packs=Pack.objects.filter(pk__in=packs), by=nurse)


def _agree(cycle: ReviewCycle, words: tuple[str, str], nurse: User) -> None:
    talk = begin(cycle=cycle, by=nurse)
    wording, what = words
    goal = add_goal(plan=cycle.person.plan, ref=uuid.uuid4(), wording=wording, by=nurse, conversation=talk)
    add_action(plan=goal.plan, ref=uuid.uuid4(), what=what, by=nurse, goal=goal)
    seen = digest_of(contents_of(goal.plan, talk))
    agree(conversation=talk, seen=seen, agreed_by=cycle.person.name, owner=nurse, by=nurse)
