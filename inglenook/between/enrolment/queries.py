"""Programmes that fit a person, and those they are in."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.core.roles import Section
from inglenook.people.models import Condition, ConditionGroupCode, Grant, Person
from inglenook.planning.models import Action

from ..models import Enrolment, Programme
from ..programmes.api import programme_of
from ..programmes.queries import offered_at
from ..rules import Programme as Rules
from .actions import OPEN


@dataclass(frozen=True)
class Fitting:
    """A programme that may be offered, why, and for which carer when it is for one."""

    version: Programme
    rules: Rules
    why: str
    carer: User | None = None


def fitting(person: Person, enrolments: Iterable[Enrolment]) -> list[Fitting]:
    """What may be offered to this person: first what is meant for their conditions, then what is for anybody.

    What they are in already, by their `enrolments`, is left out; what is for carers is there once for each carer they
    let in.
    """
    groups, taken = condition_groups_of(person), _taken(enrolments)
    found = [one for version in offered_at(person.practice) for one in _offers(version, person, groups)]
    free = [one for one in found if (one.version.code, one.carer and one.carer.pk) not in taken]
    return sorted(free, key=lambda one: (not one.rules.conditions, one.version.title))


def _offers(version: Programme, person: Person, groups: dict[str, str]) -> list[Fitting]:
    rules = programme_of(version)
    if rules.for_carer:
        return [Fitting(version, rules, f"For {carer.name}", carer) for carer in carers_of(person)]
    meant = [groups[code] for code in rules.conditions if code in groups]
    if rules.conditions and not meant:
        return []
    return [Fitting(version, rules, f"For {', '.join(meant)}" if meant else "For anybody")]


def condition_groups_of(person: Person) -> dict[str, str]:
    """The person's long-term conditions by group: code and plain name."""
    theirs = Condition.objects.active(clock.today()).filter(
        person=person, system=OuterRef("system"), code=OuterRef("code")
    )
    return dict(ConditionGroupCode.objects.filter(Exists(theirs)).values_list("group_id", "group__plain_name"))


def carers_of(person: Person) -> list[User]:
    """Carers of age whom the person lets see their support and answer."""
    grants = Grant.objects.letting(Section.SUPPORT, write=True).filter(person=person).select_related("carer")
    return [grant.carer for grant in grants]


def _taken(enrolments: Iterable[Enrolment]) -> set[tuple[str, int | None]]:
    return {(one.programme.code, one.carer_id) for one in enrolments if one.state in OPEN and one.action_id is None}


def enrolments_of(person: Person) -> QuerySet[Enrolment]:
    """All of a person's ways through programmes, what is under way first."""
    found = Enrolment.objects.filter(person=person).select_related("programme", "action", "owner", "carer", "next_step")
    return found.order_by("state", "-started_on", "pk")


def current_actions(person: Person) -> list[Action]:
    return list(Action.objects.filter(person=person, state=Action.State.CURRENT))
