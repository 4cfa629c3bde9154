"""Which conditions people have and since when: a Gaussian copula over published prevalences.

Every condition has a logistic curve of age at first record, moved earlier by deprivation and ethnicity, and a
share of people who ever get it, solved so that the register's prevalence comes out. A person's rank on that
curve comes from shared tendencies, which makes conditions cluster.
"""

from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import numpy as np

from .people import DAYS_A_YEAR, TENDENCIES, People, age_shares
from .tables import table

SOUTH_ASIAN, BLACK = tuple("HJK"), tuple("MNP")
SHARES = {"other": 0.88, "south_asian": 0.08, "black": 0.04}  # England, 2021 census, rounded


@dataclass(frozen=True)
class Conditions:
    """People by conditions: whether on record, the first day, the day it was over (or NaT)."""

    recorded: np.ndarray
    since: np.ndarray
    over: np.ndarray

    @property
    def active(self) -> np.ndarray:
        return self.recorded & np.isnat(self.over)

    def has(self, key: str) -> np.ndarray:
        """Return who has the condition now."""
        return self.active[:, position(key)]


@cache
def position(key: str) -> int:
    """Return a condition's column; `ValueError` when the table has no such condition."""
    return list(table("conditions").key).index(key)


def draw_conditions(people: People) -> Conditions:
    """Draw everyone's conditions up to their last day."""
    kinds, random = table("conditions"), people.random("conditions")
    onset = _onset_ages(people, _ranks(people, random))
    recorded = onset <= people.age[:, None]
    recorded[:, position("type-2-diabetes")] &= ~recorded[:, position("type-1-diabetes")]
    since = people.born[:, None] + _days(np.where(recorded, onset, 0))
    lasted = (people.until[:, None] - since) * random.random(onset.shape)
    resolved = recorded & (random.random(onset.shape) < kinds.resolved)
    return Conditions(recorded, since, np.where(resolved, since + lasted, np.datetime64("NaT")))


def _ranks(people: People, random: np.random.Generator) -> np.ndarray:
    """Return each person's place, 0 first to 1 last, on each condition's curve."""
    kinds = table("conditions")
    loadings = np.array([getattr(kinds, name) for name in TENDENCIES])
    shared = np.array([people.tendency[name] for name in TENDENCIES]).T @ loadings
    own = random.standard_normal(shared.shape) * np.sqrt(1 - (loadings**2).sum(axis=0))
    return _normal_cdf(-(shared + own))


def _onset_ages(people: People, ranks: np.ndarray) -> np.ndarray:
    """Invert each condition's curve at the person's rank; infinite for those who never get it."""
    kinds = table("conditions")
    middle = kinds.onset_mid - _earlier(people)
    at_birth = _logistic(-middle / kinds.onset_spread)
    ratio = np.where(people.woman[:, None], kinds.women_ratio, 1) * 2 / (1 + kinds.women_ratio)
    share = ranks / np.minimum(_ever() * ratio, 0.98)
    level = at_birth + np.minimum(share, 0.999999) * (1 - at_birth)
    return np.where(share < 1, middle + kinds.onset_spread * np.log(level / (1 - level)), np.inf)


def _earlier(people: People) -> np.ndarray:
    """Return years by which each person meets each condition sooner than the average of the region."""
    kinds = table("conditions")
    codes = table("region", "ethnicity").code[people.ethnicity]
    deprived = (5.5 - people.decile[:, None]) / 9 * kinds.earlier_deprived
    south_asian = np.isin(codes, SOUTH_ASIAN)[:, None] * kinds.earlier_south_asian
    return deprived + south_asian + np.isin(codes, BLACK)[:, None] * kinds.earlier_black


@cache
def _ever() -> np.ndarray:
    """Return the share who would ever get each condition, so that the register's prevalence comes out."""
    kinds = table("conditions")
    reached = np.mean([_reached(kinds, decile) for decile in range(1, 11)], axis=0)
    return kinds.register_percent / 100 / (1 - kinds.resolved) / reached


def _reached(kinds, decile: int) -> np.ndarray:
    """Return the share of a tenth's people of the register's ages who have passed their age of onset."""
    ages, weights = np.arange(len(age_shares())) * 5 + 2.5, age_shares()
    moved = {"other": 0, "south_asian": kinds.earlier_south_asian, "black": kinds.earlier_black}
    total = np.zeros(len(kinds.key))
    counted = weights[:, None] * (ages[:, None] + 2.5 > kinds.register_age)
    for group, share in SHARES.items():
        middle = kinds.onset_mid - (5.5 - decile) / 9 * kinds.earlier_deprived - moved[group]
        at_birth = _logistic(-middle / kinds.onset_spread)
        past = (_logistic((ages[:, None] - middle) / kinds.onset_spread) - at_birth) / (1 - at_birth)
        total += share * (counted * past).sum(axis=0) / counted.sum(axis=0)
    return total


def _logistic(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def _days(years: np.ndarray) -> np.ndarray:
    return np.floor(years * DAYS_A_YEAR).astype("timedelta64[D]")


@cache
def _normal_grid() -> tuple[np.ndarray, np.ndarray]:
    grid = np.linspace(-6, 6, 4001)
    return grid, np.array([NormalDist().cdf(x) for x in grid])


def _normal_cdf(x: np.ndarray) -> np.ndarray:
    return np.interp(x, *_normal_grid())
