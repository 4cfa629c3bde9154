"""What was tried last spring with people of the nurse's practice, so that one sees how strategies go: well, not at all,
and too seldom to say."""

from datetime import datetime, time, timedelta
from itertools import islice

from django.utils import timezone

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.people.models import Person
from inglenook.planning.models import Action, FollowUp, Plan
from inglenook.workforce.strategies.api import strategies

TRIED = {  # strategy: what each of its people said when asked; "" was not asked yet
    "smaller_step": ["done"] * 6 + ["some"] * 3 + ["not_yet"] * 5 + [""] * 2,
    "tie_to_routine": ["done"] * 5 + ["changed"] + ["not_yet"] * 4,
    "hour_off": ["not_yet"] * 5 + ["stop"],
    "call_within_two_weeks": ["done"] * 7,
    "one_group": ["some", "stop", ""],
}
ASKED, ELEVEN = timedelta(days=198), time(11)


def tell_strategies(nurse: User) -> None:
    """One action each, in plans of people who have none yet, and how it went."""
    people = Person.objects.filter(practice__memberships__user=nurse, is_dead=False, user=None, plan=None)
    wanted = [(code, outcome) for code, outcomes in TRIED.items() for outcome in outcomes]
    tried = list(zip(islice(people.order_by("pk"), len(wanted)), wanted, strict=False))
    plans = Plan.objects.bulk_create(Plan(person=person, written_by=nurse) for person, _ in tried)
    given = zip(tried, plans, strict=True)
    actions = Action.objects.bulk_create(_action(plan, strategy, nurse) for (_, (strategy, _)), plan in given)
    told = zip(actions, (outcome for _, (_, outcome) in tried), strict=True)
    FollowUp.objects.bulk_create(_follow_up(action, outcome, nurse) for action, outcome in told if outcome)


def _action(plan: Plan, code: str, nurse: User) -> Action:
    strategy = strategies()[code]
    step = strategy.action
    return Action(
        plan=plan,
        person_id=plan.person_id,
        what=step.what,
        who=step.who,
        if_this=step.if_this,
        then_that=step.then_that,
        strategy=code,
        barrier=strategy.barriers[0],
        written_by=nurse,
    )


def _follow_up(action: Action, outcome: str, nurse: User) -> FollowUp:
    day = clock.today() - ASKED
    return FollowUp(
        action=action,
        person_id=action.person_id,
        owner=nurse,
        due_on=day,
        outcome=outcome,
        done_at=timezone.make_aware(datetime.combine(day, ELEVEN)),
        written_by=nurse,
    )
