"""Who lives in the region: places, ages, ethnicity, and the tendencies that make conditions cluster."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .lines import column
from .tables import document, table

BATCH = 6_000  # people drawn at once; two batches share a pair of practices
PRACTICES_A_BLOCK = 2
PLACES_A_BLOCK = 20  # neighbourhoods, two in each tenth of deprivation
DAYS_A_YEAR = 365.25
TENDENCIES = ("general", "cardiometabolic", "respiratory", "frailty", "mental")


@dataclass(frozen=True)
class People:
    """A batch of people, one row each.

    `until` is the day of death, or the day the record ends; `age` is the age then. `decile` is 1 for
    the most deprived tenth. `tendency` holds standard normal scores by name.
    """

    seed: int
    batch: int
    number: np.ndarray
    id: pa.Array
    practice: np.ndarray
    place: np.ndarray
    decile: np.ndarray
    ethnicity: np.ndarray
    woman: np.ndarray
    born: np.ndarray
    dead: np.ndarray
    until: np.ndarray
    age: np.ndarray
    tendency: dict[str, np.ndarray]

    def random(self, purpose: str) -> np.random.Generator:
        """Return the generator of one purpose, so that a change to one part moves no other."""
        return _generator(self.seed, self.batch, purpose)


def draw_people(seed: int, batch: int, as_of: date) -> People:
    """Draw one whole batch; the same seed, batch and day give the same people, whatever the total."""
    random = _generator(seed, batch, "people")
    number = np.arange(batch * BATCH, (batch + 1) * BATCH)
    block = batch // PRACTICES_A_BLOCK
    practice, place = number % PRACTICES_A_BLOCK, random.integers(0, PLACES_A_BLOCK // 2, BATCH)
    decile, mix = _places(seed, block)
    place = practice * (PLACES_A_BLOCK // 2) + place
    ages, woman = _ages(random)
    tendency = {name: random.standard_normal(BATCH) for name in TENDENCIES}
    born = np.datetime64(as_of) - np.floor(ages * DAYS_A_YEAR).astype("timedelta64[D]")
    dead, until = _deaths(random, ages, tendency["general"], np.datetime64(as_of))
    until = np.maximum(until, born)
    return People(
        seed=seed, batch=batch, number=number, id=identifiers(seed, number),
        practice=block * PRACTICES_A_BLOCK + practice, place=block * PLACES_A_BLOCK + place,
        decile=decile[place], ethnicity=(random.random((BATCH, 1)) > mix[place].cumsum(axis=1)).sum(axis=1),
        woman=woman, born=born, dead=dead, until=until,
        age=(until - born).astype(float) / DAYS_A_YEAR, tendency=tendency,
    )  # fmt: skip


def identifiers(seed: int, number: np.ndarray) -> pa.Array:
    """Return the people's resource ids: the seed and the running number, from 1."""
    return pc.binary_join_element_wise(f"s{seed}", pc.utf8_lpad(column(number + 1), 7, "0"), "-")


def _generator(seed: int, number: int, purpose: str) -> np.random.Generator:
    return np.random.default_rng([seed, number, int.from_bytes(purpose.encode(), "big")])


def _places(seed: int, block: int) -> tuple[np.ndarray, np.ndarray]:
    """Return a block's neighbourhoods: their tenth of deprivation, and the share of each ethnic category.

    The first half belongs to the block's first practice; like tends to lie beside like.
    """
    random = _generator(seed, block, "places")
    decile = np.arange(PLACES_A_BLOCK) // 2 + 1
    decile = decile[np.argsort(decile + random.normal(0, 3, PLACES_A_BLOCK))]
    kinds = document("region")["kinds"]
    least, most = (np.array([weights[end] for weights in kinds.values()]) for end in (0, 1))
    deprived = (10 - decile[:, None]) / 9
    weights = (least + (most - least) * deprived).cumsum(axis=1)
    kind = (random.random((PLACES_A_BLOCK, 1)) > weights).sum(axis=1)
    shares = np.array([getattr(table("region", "ethnicity"), name) for name in kinds])
    return decile, (shares / shares.sum(axis=1, keepdims=True))[kind]


def age_shares() -> np.ndarray:
    """Return the share of people in each five-year band from 0 to 4 up to 90 and over."""
    shares = np.array(document("region")["ages"])
    return shares / shares.sum()


def _ages(random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    shares = age_shares()
    band = random.choice(len(shares), BATCH, p=shares)
    last = band == len(shares) - 1
    within = np.where(last, np.minimum(random.exponential(3, BATCH), 16), random.random(BATCH) * 5)
    woman = random.random(BATCH) * 100 < np.array(document("region")["women_percent"])[band]
    return band * 5 + within, woman


def _deaths(
    random: np.random.Generator, ages: np.ndarray, general: np.ndarray, as_of: np.datetime64
) -> tuple[np.ndarray, np.ndarray]:
    """Return who died in the last year, and everyone's last day (Gompertz, doubling every 7.5 years)."""
    chance = np.minimum(0.00003 * np.exp(0.093 * ages + 0.3 * general), 0.4)
    dead = random.random(BATCH) < chance
    ago = random.integers(1, 366, BATCH).astype("timedelta64[D]")
    return dead, np.where(dead, as_of - ago, as_of)
