"""The scenarios there are: those that come with Inglenook and those that the user's organisations wrote."""

from collections.abc import Iterable
from functools import cache, lru_cache

from django.db.models import Q

from ..models import OwnScenario
from .checking import check
from .located import Fault
from .scenario import Scenario
from .skills import DATA

FOLDER = DATA / "scenarios"


class ScenarioWrong(ValueError):
    """A scenario that comes with Inglenook has faults."""


@cache
def shipped() -> dict[str, Scenario]:
    """By code, in the order of their titles. Raises ScenarioWrong with every fault."""
    found = [_checked(path.name, path.read_text()) for path in sorted(FOLDER.glob("*.yaml"))]
    return {s.code: s for s in sorted(found, key=lambda s: s.title)}


def _checked(name: str, text: str) -> Scenario:
    scenario, faults = _check(text)
    if scenario is None:
        raise ScenarioWrong("\n".join(f"{name}:{f.line}: {f.what} {f.mend}" for f in faults))
    return scenario


@lru_cache(maxsize=200)
def _check(text: str) -> tuple[Scenario | None, tuple[Fault, ...]]:
    scenario, faults = check(text)
    return scenario, tuple(faults)


def library(user) -> dict[str, Scenario]:
    """What this user may practise, by code; where an organisation's has the code of one of ours, theirs counts."""
    at = [m.organisation_id for m in user.memberships.current()]
    over = Q(organisation__in=at) | Q(organisation__children__in=at) | Q(organisation__parent__in=at)
    own = OwnScenario.objects.filter(over, withdrawn_at=None).distinct().values_list("text", flat=True)
    made = (_check(text)[0] for text in own)
    return shipped() | {s.code: s for s in made if s}


def practising(scenarios: Iterable[Scenario], *, strategy: str = "", barriers: Iterable[str] = ()) -> list[Scenario]:
    """Those that name the strategy, then those for the most of its barriers."""
    wanted = set(barriers)
    named = [s for s in scenarios if strategy and strategy in s.strategies]
    near = [s for s in scenarios if s not in named and wanted & set(s.barriers)]
    return named + sorted(near, key=lambda s: -len(wanted & set(s.barriers)))
