"""Shares and means of groups of people, with what chance allows and without small numbers. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

SMALLEST = 5  # a smaller number could point to a person
Z = 1.959963984540054  # 95%


@dataclass(frozen=True)
class Share:
    """So many of a group, with the 95% interval of their share; None throughout where the numbers are too small."""

    part: int | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Mean:
    """The mean of `n` differences with its 95% interval."""

    n: int
    mean: float
    low: float
    high: float

    @property
    def is_beyond_chance(self) -> bool:
        return self.low > 0 or self.high < 0


def share(part: int, whole: int) -> Share:
    """`part` of `whole` with its interval; left out when it, or what is left of the whole, is 1 to 4."""
    if 0 < part < SMALLEST or 0 < whole - part < SMALLEST:
        return Share(None)
    return Share(part, *wilson(part, whole))


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95% score interval of a proportion, as shares of 1 (Wilson 1927; method 3 of Newcombe 1998)."""
    p, z2 = part / whole, Z * Z
    middle = p + z2 / (2 * whole)
    spread = Z * sqrt(p * (1 - p) / whole + z2 / (4 * whole * whole))
    return (middle - spread) / (1 + z2 / whole), (middle + spread) / (1 + z2 / whole)


def mean(differences: Sequence[float]) -> Mean | None:
    """With the interval of Student's t, so that few people give a wide one; None of fewer people than may be shown."""
    n = len(differences)
    if n < SMALLEST:
        return None
    middle, spread = fmean(differences), student(n - 1) * stdev(differences) / sqrt(n)
    return Mean(n, middle, middle - spread, middle + spread)


def student(freedom: int) -> float:
    """The 97.5% point of Student's t (Abramowitz and Stegun 26.7.5; right to 0.001 from 4 degrees of freedom)."""
    z, v = Z, freedom
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / v**power for power, term in enumerate(terms, start=1))


def newcombe(part: int, whole: int, earlier: int, whole_earlier: int) -> tuple[float, float]:
    """The 95% interval of part/whole - earlier/whole_earlier, of separate groups (method 10 of Newcombe 1998, Stat Med
    17:873-890), as shares of 1."""
    p, q = part / whole, earlier / whole_earlier
    (low, high), (least, most) = wilson(part, whole), wilson(earlier, whole_earlier)
    return p - q - sqrt((p - low) ** 2 + (most - q) ** 2), p - q + sqrt((high - p) ** 2 + (q - least) ** 2)
