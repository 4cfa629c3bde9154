"""When a programme has something for a person: which day, and which moment in their own time zone. No Django here.

The sweep says the same in SQL for everybody at once; tests hold the two against each other.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .rules import Programme, Step


@dataclass(frozen=True)
class Occasion:
    """One time that a step comes: its day from the start (0), and how often the step came before."""

    day: int
    step: Step
    number: int


def last_day_of(step: Step, programme: Programme) -> int:
    """The last day on which the step may come; of one that comes once, its only day."""
    if not step.every_days:
        return step.first_day
    return programme.days if step.last_day is None else step.last_day


def occasions(programme: Programme, every_nth: int = 1) -> list[Occasion]:
    """All that comes, day by day; with `every_nth` 2 every other occasion of each step, from its first on."""
    found = [
        Occasion(day, step, number)
        for step in programme.steps
        for number, day in enumerate(range(step.first_day, last_day_of(step, programme) + 1, step.every_days or 1))
        if number % every_nth == 0
    ]
    return sorted(found, key=lambda occasion: occasion.day)


def at_of(step: Step, programme: Programme, own: time | None = None) -> time:
    """The time of day of a step: the person's own, else the step's, else the programme's."""
    return own or step.at or programme.at


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment (UTC) of a wall-clock time, as PostgreSQL's AT TIME ZONE takes it when clocks change.

    A time that is skipped counts from before the change, one that comes twice is the second: the later of both.
    """
    readings = (datetime.combine(day, at, zone).replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return max(readings)


def choice_of(occasion: Occasion) -> str:
    """The wording that the fixed schedule takes: each of the choices in turn."""
    choices = occasion.step.choices or (occasion.step.says,)
    return choices[occasion.number % len(choices)]


def on_day(started_on: date, day: int) -> date:
    return started_on + timedelta(days=day)
