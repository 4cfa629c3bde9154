"""When people were seen: yearly reviews about the birthday, follow-ups half a year on, and the odd check."""

from dataclasses import dataclass

import numpy as np

from .conditions import Conditions, position
from .people import DAYS_A_YEAR, People

YEARS = 4  # reviews are recorded for this many years back
ATTENDED, FOLLOWED_UP, CHECKED = 0.85, 0.55, 0.18
FOLLOW_UP = ("type-2-diabetes", "type-1-diabetes", "heart-failure", "chronic-kidney-disease", "copd")
REVIEW, FOLLOW_ON, CHECK = range(3)


@dataclass(frozen=True)
class Visits:
    """One row a visit: whose (batch row), the day, what kind, and years before the person's last day."""

    person: np.ndarray
    day: np.ndarray
    kind: np.ndarray
    years_ago: np.ndarray


def draw_visits(people: People, conditions: Conditions) -> Visits:
    """Draw everyone's visits: reviews for those with a condition, now and then a check for other adults."""
    random = people.random("visits")
    review = _birthdays(people) + _jitter(random, (len(people.age), YEARS), 20)
    later = review + np.timedelta64(183, "D") + _jitter(random, review.shape, 12)
    ill = conditions.active.any(axis=1, keepdims=True)
    watched = conditions.active[:, [position(key) for key in FOLLOW_UP]].any(axis=1, keepdims=True)
    luck = random.random((2, *review.shape))
    seen = luck[0] < np.where(ill, ATTENDED, np.where(people.age[:, None] >= 18, CHECKED, 0))
    kind = np.broadcast_to(np.where(ill, REVIEW, CHECK), review.shape)
    return _rows(
        people,
        days=np.stack([review, later], axis=2),
        seen=np.stack([seen, watched & (luck[1] < FOLLOWED_UP)], axis=2),
        kind=np.stack([kind, np.full(review.shape, FOLLOW_ON)], axis=2),
    )


def _rows(people: People, days: np.ndarray, seen: np.ndarray, kind: np.ndarray) -> Visits:
    first, last = people.born[:, None, None], people.until[:, None, None]
    kept = np.nonzero(seen & (days >= first) & (days <= last))
    person, day = kept[0], days[kept]
    years_ago = (people.until[person] - day).astype(float) / DAYS_A_YEAR
    return Visits(person, day, kind[kept], years_ago)


def _birthdays(people: People) -> np.ndarray:
    """Return each person's birthdays in the last years, latest first, as days by people and year."""
    age = np.floor(people.age)[:, None] - np.arange(YEARS)
    return people.born[:, None] + np.floor(age * DAYS_A_YEAR + 1).astype("timedelta64[D]")


def _jitter(random: np.random.Generator, shape: tuple[int, ...], days: int) -> np.ndarray:
    return random.integers(-days, days + 1, shape).astype("timedelta64[D]")
