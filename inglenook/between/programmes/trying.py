"""A programme tried out before it is switched on: what somebody would get over 90 days, in several scenarios.

The occasions, their moments, the turns that wordings take and the rules that answers set off are those of the real
thing (`schedule.py`, `replies/firing.py`); nothing here asks the database.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from ..replies.firing import Judged, fired, most_pressing
from ..replies.heard import Taken, Understood
from ..rules import Programme, Rule, StepKind
from ..schedule import Occasion, at_of, choice_of, moment, occasions, on_day
from .api import message_text, text_of
from .guessing import calm_answer, worst_answer

DAYS = 90


class Who(StrEnum):
    TO_THEM = "to_them"
    FROM_THEM = "from_them"
    TO_STAFF = "to_staff"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Event:
    """One thing on the timeline, at the person's local time."""

    at: datetime
    who: Who
    text: str
    pressing: bool = False


@dataclass(frozen=True)
class Scenario:
    """How somebody behaves: which answers they give on a day, and on which days nothing may be sent."""

    code: str
    title: str
    answers: Callable[[int], bool] = lambda day: True
    worst_on: int | None = None
    away: range = range(0)
    stops_on: int | None = None
    starts_on: date | None = None


@dataclass
class _Told:
    """What has been so far: check-ins in a row without an answer, and readings by measure."""

    silent_for: int = 0
    history: dict[str, list[Taken]] = field(default_factory=dict)
    bad_day_is_over: bool = False


def scenarios(today: date, zone: ZoneInfo) -> list[Scenario]:
    """The ways in which a programme is tried. The last begins ten days before clocks change."""
    return [
        Scenario("answers", "Answers everything"),
        Scenario("falls_silent", "Falls silent from day 10", answers=lambda day: day < 10),
        Scenario("worst", "The worst answer on day 5", worst_on=5),
        Scenario("stops", "Says STOP on day 20", stops_on=20),
        Scenario("holiday", "Two weeks on holiday, from day 14", away=range(14, 28)),
        Scenario("clocks", "Clocks change on day 10", starts_on=_next_change(today, zone) - timedelta(days=10)),
    ]


def _next_change(today: date, zone: ZoneInfo) -> date:
    """The next day on which clocks change; a zone without changes has none within a year and gives that day."""

    def offset(day: date) -> timedelta | None:
        return datetime.combine(day, time(12), zone).utcoffset()

    days = (today + timedelta(days=number) for number in range(11, 366))
    return next((day for day in days if offset(day) != offset(day - timedelta(days=1))), today + timedelta(days=365))


def timeline(
    programme: Programme, scenario: Scenario, *, today: date, zone: ZoneInfo, values: dict[str, str], language="en"
) -> list[Event]:
    """What happens in this scenario, in order of time."""
    start, told = scenario.starts_on or today, _Told()
    events: list[Event] = []
    for occasion in occasions(programme):
        if occasion.day > DAYS:
            break
        if scenario.stops_on is not None and occasion.day >= scenario.stops_on:
            events.append(_stop(start, scenario.stops_on, zone))
            break
        at = moment(on_day(start, occasion.day), at_of(occasion.step, programme), zone).astimezone(zone)
        if occasion.day in scenario.away:
            events.append(Event(at, Who.NOTHING, "Nothing is sent: on holiday"))
        else:
            events += _occasion(programme, occasion, at, scenario, told, values, language)
    return sorted(events, key=lambda event: event.at)


def _stop(start: date, day: int, zone: ZoneInfo) -> Event:
    at = moment(on_day(start, day), time(0), zone).astimezone(zone)
    return Event(at, Who.FROM_THEM, "STOP. Nothing more is sent.")


def _occasion(programme, occasion: Occasion, at, scenario: Scenario, told: _Told, values, language) -> Iterator[Event]:
    step = occasion.step
    questions = tuple(q for code in step.questions for q in programme.questions if q.code == code)
    text = message_text(programme, choice_of(occasion), language, values, questions)
    if step.kind == StepKind.CALL:
        yield Event(at, Who.TO_STAFF, f"Phone them: {text}")
        return
    yield Event(at, Who.TO_THEM, text)
    if step.kind != StepKind.CHECK_IN:
        return
    if not scenario.answers(occasion.day):
        yield from _silence(programme, at + timedelta(hours=step.answer_within_hours), told)
        return
    is_bad = scenario.worst_on is not None and occasion.day >= scenario.worst_on and not told.bad_day_is_over
    told.bad_day_is_over |= is_bad
    told.silent_for = 0
    yield from _answer(programme, step.questions, at + timedelta(minutes=20), is_bad, told, values, language)


def _silence(programme: Programme, at: datetime, told: _Told) -> Iterator[Event]:
    told.silent_for += 1
    yield Event(at, Who.NOTHING, "No answer. The question lapses; they are not asked again for it.")
    for rule in programme.rules:
        if rule.when.silent_for == told.silent_for:
            yield from _staff(rule, at)


def _answer(programme, codes, at, is_bad: bool, told: _Told, values, language) -> Iterator[Event]:
    """What they say, what they are told, and who else is; further questions that rules ask are answered too."""
    guess = worst_answer if is_bad else calm_answer
    answers: dict[str, Understood] = {}
    for code in codes:
        question = next(q for q in programme.questions if q.code == code)
        answers[code] = guess(programme, question, told.history, at)
        for reading in answers[code].readings:
            told.history.setdefault(question.measure, []).append(reading)
    yield Event(at, Who.FROM_THEM, "; ".join(said(answer) for answer in answers.values()))
    rules = [r for r in fired(programme, Judged(answers, told.history)) if r.when.question in codes]
    for key in dict.fromkeys(rule.says for rule in most_pressing(rules) or rules if rule.says):
        yield Event(at + timedelta(minutes=1), Who.TO_THEM, text_of(programme, key, language, values))
    for rule in rules:
        yield from _staff(rule, at + timedelta(minutes=1))
        if rule.ask:
            asked = [q for q in programme.questions if q.code in rule.ask]
            text = "\n".join(q.asks.get(language, q.asks["en"]) for q in asked)
            yield Event(at + timedelta(minutes=2), Who.TO_THEM, text)
            yield from _answer(programme, rule.ask, at + timedelta(minutes=10), is_bad, told, values, language)


def _staff(rule: Rule, at: datetime) -> Iterator[Event]:
    if rule.level:
        yield Event(
            at, Who.TO_STAFF, f"{rule.title}. To be seen within {rule.within_hours} hours.", rule.level == "red_flag"
        )
    if rule.call:
        yield Event(at, Who.TO_STAFF, f"{rule.title}: phone them.", rule.level == "red_flag")


def said(answer: Understood) -> str:
    """An answer as a person might write it."""
    if isinstance(answer.value, bool):
        return "yes" if answer.value else "no"
    if isinstance(answer.value, list):
        return "/".join(f"{number:g}" for number in answer.value)
    return str(answer.value).replace("_", " ") if isinstance(answer.value, str) else f"{answer.value:g}"
