"""What a reader of "Who is due" has chosen, as it stands in the address."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import Q, QuerySet

from inglenook.core.channels import Channel
from inglenook.people.models import Person

from ..rules import STATES
from .rules import recall_rules

STAGES = ("due", "gathering", "prepared", "conversing", "agreed", "reviewed")
BESIDE = ("declined", "not_reached", "expired")
WAITING = STAGES[:4]  # the talk has not led to a plan yet: past its day the review is overdue
AGES = {"18-39": (18, 39), "40-64": (40, 64), "65-79": (65, 79), "80-": (80, 130)}
SORTS = {
    "due": ("due_on", "pk"),
    "name": ("person__family_name", "person__given_name", "pk"),
    "age": ("person__birth_date", "pk"),
}
MONTHS_AHEAD = 4


@dataclass(frozen=True)
class Chosen:
    """One reader's choice; what is not in the lists of choices counts as not chosen."""

    practice: str = ""
    due: str = ""
    state: str = ""
    reason: str = ""
    group: str = ""
    channel: str = ""
    age: str = ""
    by: str = ""
    q: str = ""
    sort: str = "due"

    @classmethod
    def read(cls, query, **choices: list[str]) -> "Chosen":
        """From the address; `choices` are the values allowed beside those known here."""
        allowed = {
            "state": [*STATES, *(f"from-{stage}" for stage in STAGES)],
            "channel": Channel.values,
            "age": list(AGES),
            "sort": list(SORTS),
        } | choices
        found = {name: query.get(name, "") for name in allowed if query.get(name) in allowed[name]}
        return cls(**found, q=query.get("q", "").strip()[:100])

    @property
    def states(self) -> tuple[str, ...]:
        """The states to list; none chosen means all."""
        if self.state.startswith("from-"):
            stage = self.state.removeprefix("from-")
            return tuple(STATES) if stage == STAGES[0] else STAGES[STAGES.index(stage) :]
        return (self.state,) if self.state else tuple(STATES)


@dataclass(frozen=True)
class Window:
    """Reviews due after one day and until another, with the words for it."""

    after: date
    until: date
    words: str
    overdue: bool = False
    and_waiting: bool = True  # whoever still waits belongs to it, however long overdue

    @property
    def holds(self) -> Q:
        if self.overdue:
            return Q(due_on__lte=self.until, state__in=WAITING)
        since = Q(due_on__gt=self.after)
        return Q(due_on__lte=self.until) & (since | Q(state__in=WAITING) if self.and_waiting else since)


def windows(on: date) -> dict[str, Window]:
    """The spans that can be chosen, by their value in the address; the first is what is shown unasked."""
    year_ago, end = on - relativedelta(years=1), month_end(on + relativedelta(months=1))
    months = [on.replace(day=1) + relativedelta(months=n) for n in range(MONTHS_AHEAD)]
    return {
        "": Window(year_ago, end, "due by the end of next month"),
        "overdue": Window(year_ago, on - relativedelta(days=1), "overdue", overdue=True),
        **{f"{month:%Y-%m}": _month(month) for month in months},
        "year": Window(year_ago, on + relativedelta(years=1), "due in the past and the coming year"),
    }


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _month(first: date) -> Window:
    return Window(first - relativedelta(days=1), month_end(first), f"due in {first:%B %Y}", and_waiting=False)


def narrow(cycles: QuerySet, chosen: Chosen, on: date) -> QuerySet:
    """The cycles that fit the choice, whatever their state."""
    cycles = cycles.filter(windows(on)[chosen.due].holds)
    if chosen.practice:
        cycles = cycles.filter(practice_id=int(chosen.practice))
    if chosen.reason:
        cycles = cycles.filter(reasons__contains=[chosen.reason])
    if chosen.channel:
        cycles = cycles.filter(by_channel(chosen.channel))
    if chosen.age:
        cycles = cycles.filter(born_for(chosen.age, on))
    return cycles.filter(person__in=Person.objects.found_by(chosen.q)) if chosen.q else cycles


def by_channel(channel: str) -> Q:
    """People to be reached so: what they say themselves wins over what the record says."""
    unsaid = Q(person__preferences=None) | Q(person__preferences__channel="")
    return Q(person__preferences__channel=channel) | unsaid & Q(person__preferred_channel=channel)


def born_for(age: str, on: date) -> Q:
    youngest, oldest = AGES[age]
    return Q(
        person__birth_date__lte=on - relativedelta(years=youngest),
        person__birth_date__gt=on - relativedelta(years=oldest + 1),
    )


def reason_choices(*, clinical: bool) -> list[tuple[str, str]]:
    """Reasons to choose from; the clinical ones only for who may read the record."""
    rules = recall_rules().by_code.values()
    return [(rule.code, rule.title) for rule in rules if clinical or not rule.clinical]
