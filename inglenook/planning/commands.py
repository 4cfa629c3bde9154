"""Commands of the review cycle."""

import json
from datetime import date, datetime, timedelta
from typing import Annotated

import typer
from rich.console import Console

from inglenook.core import clock

from .gather.actions import Gathered
from .gather.actions import gather as look_up_tests
from .recall.actions import Called
from .recall.actions import recall as call_people
from .today.actions import raise_urgent

EARLIEST, DAYS_AHEAD = date(1900, 1, 1), 366


def _in_reach(day: datetime | None) -> datetime | None:
    """A slip in the year ahead would open, move or end the reviews of everybody."""
    if day and not EARLIEST <= day.date() <= clock.today() + timedelta(DAYS_AHEAD):
        raise typer.BadParameter(f"{day.date()} is not between {EARLIEST} and a year from today.")
    return day


On = Annotated[
    datetime | None,
    typer.Option(
        "--on", formats=["%Y-%m-%d"], callback=_in_reach, help="The day, at most a year ahead; today unless set."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one line of JSON.")]


def recall(on: On = None, as_json: AsJson = False) -> None:
    """Find who is due a review, when and why, and open their cycles. A second run on a day changes nothing."""
    called = call_people(on=on.date() if on else clock.today())
    _say(called.as_json(), _called(called), as_json)


def gather(on: On = None, as_json: AsJson = False) -> None:
    """Put down the tests that everybody due within eight weeks needs, and mark those whose results have come."""
    gathered = look_up_tests(on=on.date() if on else clock.today())
    _say(gathered.as_json(), _gathered(gathered), as_json)


def urgent(on: On = None, as_json: AsJson = False) -> None:
    """Put new results past their urgent threshold on a professional's list. A second run raises nothing twice."""
    raised = raise_urgent(on=on.date() if on else None)
    words = f"{raised:,} urgent results raised." if raised else "No new urgent result."
    _say({"raised": raised}, words, as_json)


def _say(facts: dict, words: str, as_json: bool) -> None:
    Console(soft_wrap=True).print_json(json.dumps(facts)) if as_json else Console(soft_wrap=True).print(words)


def _called(called: Called) -> str:
    if not called.changed:
        return f"Nothing to change: {called.people:,} people with a long-term condition, every review due soon is open."
    return (
        f"{called.opened:,} reviews opened, {called.moved:,} moved to a sooner day, {called.expired:,} expired;"
        f" {called.people:,} people with a long-term condition in all."
    )


def _gathered(gathered: Gathered) -> str:
    if not gathered.changed:
        return f"Nothing to change: the tests of all {gathered.people:,} people due are as they were."
    return (
        f"{gathered.needed:,} tests needed by {gathered.people_with_new:,} people added,"
        f" {gathered.done:,} done; {gathered.people:,} people due looked at."
    )
