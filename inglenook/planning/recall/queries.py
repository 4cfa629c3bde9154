"""Who is due, how many, and in words why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Q, QuerySet

from inglenook.core.models import Organisation, User
from inglenook.core.roles import ROLES, Scope, Section
from inglenook.people.api import memberships_of
from inglenook.people.models import Condition, ConditionGroup, ConditionGroupCode

from ..models import ReviewCycle
from .filters import STAGES, WAITING, Chosen, narrow
from .rules import recall_rules

SOONER = ("Sooner", "Something in their health record calls for a sooner review.")

CONDITIONS = """
SELECT DISTINCT c.person_id, g.plain_name
FROM people_condition c
JOIN people_conditiongroupcode k ON k.system = c.system AND k.code = c.code
JOIN people_conditiongroup g ON g.code = k.group_id AND g.kind = 'ltc'
WHERE c.person_id = ANY (%(people)s) AND c.is_active AND NOT c.is_wrong
  AND (c.started_on IS NULL OR c.started_on <= %(on)s) AND (c.ended_on IS NULL OR c.ended_on > %(on)s)
ORDER BY g.plain_name
"""


def practices_of(user: User) -> list[Organisation]:
    """The practices whose people's cycles the user reads by membership; none for a caseload."""
    within = [
        membership.organisation_id
        for membership in memberships_of(user)
        if ROLES[membership.role].scope == Scope.ORGANISATION and Section.CYCLE in ROLES[membership.role].reads
    ]
    found = Organisation.objects.filter(Q(pk__in=within) | Q(parent__in=within), kind=Organisation.Kind.PRACTICE)
    return list(found) if within else []


def cycles_of(user: User, practices: list[Organisation]) -> QuerySet[ReviewCycle]:
    """The living people's cycles that the user reads. The database decides; the filter lets it use its indexes."""
    cycles = ReviewCycle.objects.filter(person__is_dead=False, person__died_on=None)
    if practices:
        return cycles.filter(practice__in=practices)
    return cycles.filter(person__careteammembers__user=user, person__careteammembers__ended_at=None)


def in_group(cycles: QuerySet, group: str, on: date) -> QuerySet:
    """The cycles of people who live with a condition of this group."""
    codes = ConditionGroupCode.objects.filter(group=group).values("code")
    return cycles.filter(person__in=Condition.objects.active(on).filter(code__in=codes).values("person"))


def chosen_cycles(cycles: QuerySet, chosen: Chosen, on: date) -> QuerySet:
    """The cycles that fit the choice, in all states: what the funnel counts."""
    cycles = narrow(cycles, chosen, on)
    return in_group(cycles, chosen.group, on) if chosen.group else cycles


@dataclass(frozen=True)
class Counts:
    """Reviews by state, and how many are overdue."""

    by_state: dict[str, int]
    overdue: int

    @property
    def all(self) -> int:
        return sum(self.by_state.values())

    def of(self, states: Iterable[str]) -> int:
        return sum(self.by_state.get(state, 0) for state in states)

    def reached(self, stage: str) -> int:
        """How many have got to this stage or further; everybody has got to the first."""
        return self.all if stage == STAGES[0] else self.of(STAGES[STAGES.index(stage) :])


def count(cycles: QuerySet, on: date) -> Counts:
    """The funnel's numbers, in one query."""
    late = Count("pk", filter=Q(due_on__lt=on, state__in=WAITING))
    rows = list(cycles.order_by().values_list("state").annotate(n=Count("pk"), late=late))
    return Counts(by_state={state: n for state, n, _ in rows}, overdue=sum(late for *_, late in rows))


def conditions_in_words(people: list[int], on: date) -> dict[int, list[str]]:
    """For each person id the plain names of their active long-term conditions."""
    found = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(CONDITIONS, {"people": people, "on": on})
        for person_id, name in cursor.fetchall():
            found[person_id].append(name)
    return found


def reasons_in_words(cycle: ReviewCycle, *, clinical: bool) -> dict[str, str]:
    """Why this person, now: in brief, and as a sentence. For readers without the record what is clinical is general."""
    rules = recall_rules().by_code
    known = [rules[code] for code in cycle.reasons if code in rules]
    return dict((rule.title, rule.reason) if clinical or not rule.clinical else SOONER for rule in known)


def group_choices() -> list[tuple[str, str]]:
    return list(ConditionGroup.objects.filter(kind=ConditionGroup.Kind.LONG_TERM).values_list("code", "plain_name"))
