"""What comes of reading an answer: it was understood, or it is unclear and why. Plain values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Why(StrEnum):
    """Why an answer could not be read; each has its words for the person in `data/replies.yaml`."""

    NOTHING = "nothing"  # no answer to this question in it
    HALF = "half"  # one of two numbers
    IMPLAUSIBLE = "implausible"  # no living adult's, or far from their last
    UNIT = "unit"  # may be in another unit
    SEVERAL = "several"  # could be more than one thing
    RANGE = "range"  # "7 or 8", "under 10"
    NO_EARLIER = "no_earlier"  # "same as yesterday", and nothing is known of yesterday
    PHOTO = "photo"
    SOMEBODY_ELSE = "somebody_else"
    OUT_OF_SCALE = "out_of_scale"
    DOUBT = "doubt"  # yes and no, maybe


@dataclass(frozen=True)
class Taken:
    """One reading: its numbers in the measure's own unit (two of a pair), and when it was taken."""

    numbers: tuple[float, ...]
    at: datetime


@dataclass(frozen=True)
class Understood:
    """An answer's meaning: an option's code, true or false, a number, or two; of readings each one, in order said."""

    value: str | bool | int | float | list[float]
    readings: tuple[Taken, ...] = ()


@dataclass(frozen=True)
class Unclear:
    """Nothing is guessed: this goes to a person, with its reason; `maybe` are the answers it could have been."""

    why: Why
    maybe: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What is known beside the words: when they came (in the person's zone), the last reading, whether a carer speaks.

    `last` is the newest reading of the measure before this one.
    """

    at: datetime
    last: Taken | None = None
    by_carer: bool = False
    language: str = "en"
