"""The score of goal attainment scaling. Plain Python.

Source: Kiresuk TJ, Sherman RE (1968), Goal attainment scaling, Community Mental Health Journal 4:443-453; the formula
as in Turner-Stokes L (2009), Clinical Rehabilitation 23:362-370 with its erratum. 50 is as expected, 10 one standard
deviation, where goals are set as well as one can.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

LOW, EXPECTED, HIGH = -2, 0, 2
RHO = 0.3  # how much goals of one person are taken to go together
AS_EXPECTED = 50.0


@dataclass(frozen=True)
class Scored:
    """One goal: how much it counts (over 0), and where it stands, from -2 to 2."""

    weight: float
    level: int


def t_score(goals: Iterable[Scored], rho: float = RHO) -> float | None:
    """T of all these goals together; None of no goal. Raises ValueError off the scale or without weight."""
    goals = list(goals)
    if not goals:
        return None
    if any(goal.weight <= 0 or not LOW <= goal.level <= HIGH for goal in goals):
        raise ValueError("A goal counts more than nothing and stands from -2 to 2")
    reached = sum(goal.weight * goal.level for goal in goals)
    squares, total = sum(goal.weight**2 for goal in goals), sum(goal.weight for goal in goals)
    return AS_EXPECTED + 10 * reached / sqrt((1 - rho) * squares + rho * total**2)
