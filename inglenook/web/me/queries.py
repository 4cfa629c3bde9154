"""What the person's home page shows, in as few questions to the database as it takes."""

from dataclasses import dataclass

from inglenook.people.models import Person
from inglenook.planning.models import Action, Pack, Plan, ReviewCycle


@dataclass(frozen=True)
class Home:
    """One answer each to: what is next, what did we agree."""

    cycle: ReviewCycle | None
    pack: Pack | None
    plan: Plan | None
    actions: list[Action]


def home_of(person: Person) -> Home:
    """The newest cycle with its pack, and what is under way in the plan (actions with their open follow-up)."""
    cycle = ReviewCycle.objects.filter(person=person).select_related("pack", "owner").order_by("-due_on").first()
    actions = list(Action.objects.filter(person=person, state=Action.State.CURRENT).select_related("plan", "goal")[:10])
    plan = actions[0].plan if actions else Plan.objects.filter(person=person).first()
    return Home(cycle=cycle, pack=getattr(cycle, "pack", None), plan=plan, actions=actions)
