"""A programme in plain words: when what comes, what an answer sets off."""

from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from inglenook.kit.marking import marked
from inglenook.kit.words import clock, day, translated, weekday
from inglenook.messaging.wordings import in_language
from inglenook.people.measures import MEASURES

from ..rules import Kind, Level, Programme, Question, Rule, Step, StepKind, When
from ..schedule import at_of, last_day_of, on_day

EVERY = {
    1: marked("Every day"),
    2: marked("Every other day"),
    7: marked("Every week"),
    14: marked("Every 2 weeks"),
    28: marked("Every 4 weeks"),
}
KINDS = {
    StepKind.PROMPT: marked("A message"),
    StepKind.CHECK_IN: marked("A question"),
    StepKind.CALL: marked("A phone call"),
}
LEVELS = {Level.RED_FLAG: "At once", Level.SOON: "Soon", Level.LOOK: "To look at"}


@dataclass(frozen=True)
class Phase:
    """One step in words: when, at what time, what it is, what it says and asks."""

    when: str
    at: str
    kind: str
    says: list[str]
    asks: list[str]


@dataclass(frozen=True)
class Consequence:
    """One rule in words: what sets it off, what the person is told, who else is told and how soon."""

    when: str
    says: str
    staff: str
    is_pressing: bool


def phases(
    programme: Programme, *, start: date, every_nth: int = 1, own: time | None = None, values=None, language="en"
) -> list[Phase]:
    """The steps in the order in which they begin, with their dates."""
    return [
        Phase(
            when=_when(step, programme, start, every_nth),
            at=clock(at_of(step, programme, own)),
            kind=translated(KINDS[step.kind]),
            says=[_filled(programme, key, language, values) for key in (step.choices or (step.says,))],
            asks=[in_language(q.asks, language) for q in programme.questions if q.code in step.questions],
        )
        for step in sorted(programme.steps, key=lambda step: step.first_day)
    ]


def _filled(programme: Programme, key: str, language: str, values: dict[str, str] | None) -> str:
    text = in_language(programme.says[key], language)
    return text.format_map(values) if values else text


def _when(step: Step, programme: Programme, start: date, every_nth: int) -> str:
    first, every = on_day(start, step.first_day), step.every_days * every_nth
    last = step.first_day + (last_day_of(step, programme) - step.first_day) // every * every if every else 0
    if not every or last == step.first_day:
        return weekday(first)
    often = translated(EVERY[every]) if every in EVERY else _("Every %(number)s days") % {"number": every}
    ends = {"often": often, "first": weekday(first), "last": day(on_day(start, last))}
    return _("%(often)s from %(first)s to %(last)s") % ends


def consequences(programme: Programme, values: dict[str, str], language: str = "en") -> list[Consequence]:
    """Every rule in words; `values` fill the gaps of what the person is told."""
    questions = {question.code: question for question in programme.questions}
    return [
        Consequence(
            when=when_in_words(rule.when, questions),
            says=_filled(programme, rule.says, language, values) if rule.says else "",
            staff=_staff(rule),
            is_pressing=rule.level == Level.RED_FLAG,
        )
        for rule in programme.rules
    ]


def _staff(rule: Rule) -> str:
    told = f"{LEVELS[rule.level]}: seen within {rule.within_hours} hours" if rule.level else ""
    return ". ".join(
        part for part in (told, "Somebody phones" if rule.call else "", "It ends" if rule.ends else "") if part
    )


def when_in_words(when: When, questions: dict[str, Question]) -> str:
    """What sets a rule off: "Blood pressure, top number: 180 mmHg or more"."""
    if when.silent_for is not None:
        return f"No answer {when.silent_for} times in a row"
    if when.points_at_least is not None:
        return f"{when.points_at_least} points or more in one check-in"
    question = questions[when.question]
    if when.answers:
        return f"“{in_language(question.asks, 'en')}” answered {' or '.join(when.answers).replace('_', ' ')}"
    return f"{_name(question, when.part)}: {_bound(when, question)}"


def _name(question: Question, part: str) -> str:
    if question.kind == Kind.READING:
        return MEASURES[part or question.measure].name
    return f"“{in_language(question.asks, 'en')}”"


def _bound(when: When, question: Question) -> str:
    unit = f" {MEASURES[question.measure].unit}" if question.measure else ""
    own = " (or their own limit)" if when.personal else ""
    bounds = {
        f"{when.at_least:g}{unit} or more" if when.at_least is not None else None,
        f"{when.at_most:g}{unit} or less" if when.at_most is not None else None,
        f"up by {when.rises_by:g}{unit} within {when.days} days" if when.rises_by is not None else None,
        f"down by {when.falls_by:g}{unit} within {when.days} days" if when.falls_by is not None else None,
    }
    return next(bound for bound in bounds if bound) + own
