"""What else is on the record: medicines, allergies, short illnesses, circumstances, care plans and carers."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from .conditions import Conditions, position
from .people import People
from .tables import table

SHORT_ILLNESS_YEARS = 3
PLANNED = 0.06  # share of those with two or more conditions who have a care plan from another team
CARED_FOR = {  # share of those with the condition who have a carer
    "dementia": 0.6,
    "learning-disability": 0.55,
    "parkinsons": 0.35,
    "stroke": 0.2,
    "heart-failure": 0.15,
    "schizophrenia": 0.15,
    "multiple-sclerosis": 0.2,
}
FRAIL_AGE, FRAIL_CARED_FOR, OTHERS_CARED_FOR = 80, 0.45, 0.004


@dataclass(frozen=True)
class Entries:
    """One row an entry: whose (batch row), which (row of its table), from when, until when (or NaT)."""

    person: np.ndarray
    kind: np.ndarray
    since: np.ndarray
    over: np.ndarray


def draw_medicines(people: People, conditions: Conditions) -> Entries:
    """Draw courses of medicine for active conditions, repeated within half a year unless stopped."""
    kinds, random = table("medicines"), people.random("medicines")
    shape = (len(people.age), len(kinds.key))
    taken = conditions.active[:, _reasons()] & (random.random(shape) < kinds.share)
    stopped = random.random(shape) < kinds.stopped
    ago = np.where(stopped, random.integers(200, 1200, shape), random.integers(3, 180, shape))
    since = people.until[:, None] - ago.astype("timedelta64[D]")
    began = conditions.since[:, _reasons()]
    over = np.where(stopped, since + np.timedelta64(150, "D"), np.datetime64("NaT"))
    return _entries(taken & (since >= began), since, over)


def draw_allergies(people: People) -> Entries:
    """Draw allergies, each first recorded at some day of the person's life."""
    kinds, random = table("allergies"), people.random("allergies")
    shape = (len(people.age), len(kinds.key))
    has = random.random(shape) * 100 < kinds.percent
    return _entries(has, _back(people, random.random(shape) * people.age[:, None] * 365))


def draw_short_illnesses(people: People) -> Entries:
    """Draw short illnesses of the last years, nearly all of them over."""
    kinds, random = table("minor_conditions"), people.random("short illnesses")
    shape = (len(people.age), len(kinds.key))
    had = random.random(shape) < kinds.yearly * SHORT_ILLNESS_YEARS
    since = _back(people, random.random(shape) * SHORT_ILLNESS_YEARS * 365)
    over = since + kinds.days.astype("timedelta64[D]")
    ended = over <= people.until[:, None]
    return _entries(had & (since >= people.born[:, None]), since, np.where(ended, over, np.datetime64("NaT")))


def draw_circumstances(people: People) -> Entries:
    """Draw social circumstances noted in the last five years; some are over."""
    kinds, random = table("circumstances"), people.random("circumstances")
    shape = (len(people.age), len(kinds.key))
    age = people.age[:, None]
    odds = kinds.percent / (100 - kinds.percent) * np.exp(
        kinds.deprived * (5.5 - people.decile[:, None]) / 9
        + kinds.older * np.maximum(age - 50, 0) / 10
        + kinds.mental * people.tendency["mental"][:, None]
    )  # fmt: skip
    has = (random.random(shape) < odds / (1 + odds)) & (age >= kinds.from_age) & (age <= kinds.to_age)
    since = _back(people, random.random(shape) * 5 * 365)
    over = since + ((people.until[:, None] - since) * random.random(shape))
    return _entries(has, since, np.where(random.random(shape) < 0.12, over, np.datetime64("NaT")))


def draw_care_plans(people: People, conditions: Conditions) -> Entries:
    """Draw care plans that other teams wrote for a few people with several conditions; `kind` is the goal."""
    random = people.random("care plans")
    several = conditions.active.sum(axis=1) >= 2
    planned = several & (random.random(len(several)) < PLANNED)
    goal = random.integers(0, len(table("goals").goal), len(several))
    since = _back(people, random.integers(20, 700, len(several))[:, None])[:, 0]
    over = np.where(random.random(len(several)) < 0.3, since + np.timedelta64(18, "D"), np.datetime64("NaT"))
    person = np.flatnonzero(planned)
    return Entries(person, goal[person], since[person], over[person])


def draw_cared_for(people: People, conditions: Conditions) -> np.ndarray:
    """Return the rows of people who have a carer: mostly frail, with dementia or a learning disability."""
    random = people.random("carers")
    frail = (people.age >= FRAIL_AGE) & (people.tendency["frailty"] > 0.5)
    alone = np.where(frail, 1 - FRAIL_CARED_FOR, 1 - OTHERS_CARED_FOR)
    for key, share in CARED_FOR.items():
        alone = alone * np.where(conditions.has(key), 1 - share, 1)
    return np.flatnonzero(random.random(len(alone)) > alone)


@cache
def _reasons() -> np.ndarray:
    return np.array([position(key) for key in table("medicines").condition])


def _back(people: People, days: np.ndarray) -> np.ndarray:
    return people.until[:, None] - days.astype("timedelta64[D]")


def _entries(present: np.ndarray, since: np.ndarray, over: np.ndarray | None = None) -> Entries:
    person, kind = np.nonzero(present)
    ended = np.full(len(person), np.datetime64("NaT", "D")) if over is None else over[person, kind]
    return Entries(person, kind, since[person, kind], ended)
