"""What stands on "Who is due": rows, funnel, filters and the sentence on top, in words."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest

from inglenook.core.channels import Channel
from inglenook.kit.addresses import query
from inglenook.kit.words import first_upper, percent, plural

from ..models import ReviewCycle
from ..rules import STATES
from . import breakdown, filters, queries
from .filters import Chosen, Window

STAGE_WORDS = {
    "due": "Due a review",
    "gathering": "Tests being gathered",
    "prepared": "Sent results and questions",
    "conversing": "Talk begun",
    "agreed": "Plan agreed",
    "reviewed": "Plan reviewed",
}
NEXT_STEPS = {
    "due": ("Invite for tests", "/gather/{cycle}/"),
    "gathering": ("See tests and calls", "/gather/{cycle}/"),
    "prepared": ("See the preparation", "/people/{person}/"),  # the way on to the pack stands there, for whom it is
    "conversing": ("Go on with the talk", "/people/{person}/"),
    "agreed": ("See how it goes", "/people/{person}/"),
    "declined": ("Came back?", "/gather/{cycle}/"),
    "not_reached": ("Reached after all?", "/gather/{cycle}/"),
}
ANY = ("", "Any")


@dataclass(frozen=True)
class Asked:
    """One request of the page: what was chosen from what, and the cycles that fit it."""

    on: date
    chosen: Chosen
    window: Window
    cycles: QuerySet  # in all states
    choices: dict[str, list[tuple[str, str]]]
    clinical: bool

    @property
    def rows(self) -> QuerySet:
        """The cycles to list, in the order asked for."""
        listed = (
            self.cycles if self.chosen.states == tuple(STATES) else self.cycles.filter(state__in=self.chosen.states)
        )
        return listed.select_related("person", "owner").order_by(*filters.SORTS[self.chosen.sort])


def asked(request: HttpRequest, on: date, *, clinical: bool) -> Asked:
    practices = queries.practices_of(request.user)
    choices = {
        "practice": [(str(practice.pk), practice.name) for practice in practices],
        "due": [(value, first_upper(window.words)) for value, window in filters.windows(on).items()],
        "reason": filters.reason_choices(clinical=clinical),
        "group": queries.group_choices() if clinical else [],
        "by": breakdown.CHOICES,
    }
    chosen = Chosen.read(request.GET, **{name: [value for value, _ in some] for name, some in choices.items()})
    cycles = queries.chosen_cycles(queries.cycles_of(request.user, practices), chosen, on)
    return Asked(on, chosen, filters.windows(on)[chosen.due], cycles, choices, clinical)


def rows(cycles: list[ReviewCycle], on: date, *, clinical: bool) -> list[dict]:
    """One page of the list, each person with their conditions, why, and what comes next."""
    conditions = queries.conditions_in_words([cycle.person_id for cycle in cycles], on) if clinical else {}
    return [
        {
            "cycle": cycle,
            "person": cycle.person,
            "age": cycle.person.age(on),
            "conditions": conditions.get(cycle.person_id, []),
            "why": queries.reasons_in_words(cycle, clinical=clinical),
            "next": _next_step(cycle),
            "waiting": cycle.state in filters.WAITING,
        }
        for cycle in cycles
    ]


def _next_step(cycle: ReviewCycle) -> dict | None:
    if cycle.state not in NEXT_STEPS:
        return None
    text, href = NEXT_STEPS[cycle.state]
    return {"text": text, "href": href.format(cycle=cycle.ref, person=cycle.person.ref)}


def funnel(counts: queries.Counts, request: HttpRequest) -> list[dict]:
    return [
        {
            "text": STAGE_WORDS[stage],
            "count": counts.reached(stage),
            "href": query(request, state=f"from-{stage}", page=None) + "#list",
        }
        for stage in filters.STAGES
    ]


def beside(counts: queries.Counts, request: HttpRequest) -> list[dict]:
    """The states that lead out of the funnel."""
    return [
        {
            "text": STATES[state],
            "count": counts.of([state]),
            "href": query(request, state=state, page=None) + "#list",
        }
        for state in filters.BESIDE
    ]


def summary(counts: queries.Counts, window: Window) -> str:
    """What the funnel shows, as a sentence."""
    if not counts.all:
        return f"No reviews are {window.words}."
    agreed, out = counts.reached("agreed"), counts.of(("declined", "not_reached"))
    return (
        f"Of {plural(counts.all, 'review')} {window.words}, {agreed:,} ({percent(agreed, counts.all)}) have led to an"
        f" agreed plan; {counts.overdue:,} of the others are overdue, and {plural(out, 'person', 'people')} declined"
        " or could not be reached."
    )


def filter_items(asked: Asked) -> list[dict]:
    """The filters as the kit's macro takes them; those with nothing to choose are left out."""
    states = [(f"from-{stage}", f"{words} or further") for stage, words in STAGE_WORDS.items()]
    choices = {
        "practice": ("Practice", [ANY, *asked.choices["practice"]]),
        "due": ("Due", asked.choices["due"]),
        "state": ("State", [ANY, *STATES.items(), *states]),
        "reason": ("Why", [ANY, *asked.choices["reason"]]),
        "group": ("Condition", [ANY, *asked.choices["group"]]),
        "channel": ("To be reached by", [ANY, *Channel.choices]),
        "age": ("Age", [ANY, *((value, value.rstrip("-") + ("+" * value.endswith("-"))) for value in filters.AGES)]),
        "sort": ("In order of", [("due", "Due date"), ("name", "Name"), ("age", "Age, oldest first")]),
        "by": ("Compare by", [("", "Nothing"), *asked.choices["by"]]),
    }
    found = {"name": "q", "label": "Name or NHS number", "value": asked.chosen.q}
    items = [
        {"name": name, "label": label, "value": getattr(asked.chosen, name), "options": options}
        for name, (label, options) in choices.items()
        if len(options) > 1
    ]
    return [found, *items]
