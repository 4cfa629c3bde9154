"""What a programme is: plain values, as a file or a manager's own wording says it. No Django here.

Words are given by language (BCP 47): `{"en": "Hello {name}", "ur": …}`; English must be there, and stands in for a
language that is not. Days count from the day the person starts, which is day 0; hours and times of day are the person's
own.
"""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

Words = dict[str, str]


class StepKind(StrEnum):
    PROMPT = "prompt"  # words to read; no answer is waited for
    CHECK_IN = "check_in"  # questions
    CALL = "call"  # a member of staff phones


class Kind(StrEnum):
    """What sort of answer a question takes."""

    YES_NO = "yes_no"
    SCALE = "scale"
    CHOICE = "choice"
    READING = "reading"
    WORDS = "words"


@dataclass(frozen=True)
class Option:
    """One answer of a choice: its code, what the person may say for it, and how many points it scores.

    `also` are other ways in which people write it, whatever the language and its letters.
    """

    code: str
    says: Words
    points: int | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """One thing asked. A reading names its measure (people/data/measures.yaml), a scale its ends."""

    code: str
    kind: Kind
    asks: Words
    measure: str = ""
    lowest: int | None = None
    highest: int | None = None
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Step:
    """Something that happens on a day, and again every so many days until a day (both within the programme).

    A taper is several steps, one after the other. `choices` are equally suitable wordings; the policy takes one.
    """

    code: str
    kind: StepKind
    first_day: int
    every_days: int = 0  # 0: once
    last_day: int | None = None
    at: time | None = None  # the programme's own time when not said
    says: str = ""  # a key of Programme.says
    choices: tuple[str, ...] = ()  # keys of Programme.says, instead of `says`
    questions: tuple[str, ...] = ()
    answer_within_hours: int = 48


@dataclass(frozen=True)
class When:
    """What sets a rule off: exactly one of an answer, a number past a bound, a change, points in sum, or silence.

    `question` with `answers` (codes of options, "yes", "no"), `at_least` or `at_most` (in the measure's unit; of a
    blood pressure `part` says which of the two), `rises_by` or `falls_by` within `days`; `points_at_least` for the sum
    of one check-in; `silent_for` check-ins in a row. `personal` names the person's own threshold that replaces the
    bound.
    """

    question: str = ""
    part: str = ""
    answers: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    rises_by: float | None = None
    falls_by: float | None = None
    days: int | None = None
    points_at_least: int | None = None
    silent_for: int | None = None
    personal: str = ""


class Level(StrEnum):
    """How pressing an alert is. `red_flag` keeps no quiet hours, counts against no cap and is never left to chance."""

    RED_FLAG = "red_flag"
    SOON = "soon"
    LOOK = "look"


@dataclass(frozen=True)
class Rule:
    """When this, then: say these words to the person, tell a professional within so many hours, ask further, or end."""

    code: str
    when: When
    title: str  # for the professional: what happened
    says: str = ""
    level: Level | None = None
    within_hours: int | None = None
    call: bool = False  # a member of staff phones
    ask: tuple[str, ...] = ()  # further questions, now
    ends: bool = False


@dataclass(frozen=True)
class Programme:
    """One version of a programme: whom it is for, what happens when, what is said, and what an answer sets off."""

    code: str
    number: int
    title: str
    purpose: str  # for the person, before they agree
    owner: str  # the role that answers for it
    dated: date
    sources: tuple[str, ...]
    sign_off: str
    at: time
    days: int
    steps: tuple[Step, ...]
    says: dict[str, Words]
    questions: tuple[Question, ...] = ()
    rules: tuple[Rule, ...] = ()
    for_carer: bool = False
    about_feelings: bool = False  # then its rows are kept from a carer who is let see the support but not the mood
    conditions: tuple[str, ...] = ()  # condition groups it is meant for; empty: anybody
    languages: tuple[str, ...] = field(default=("en",))
    names: tuple[str, ...] = ()  # what people call it when they stop it by text: STOP BP; in any language
