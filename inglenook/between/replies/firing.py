"""Which rules an answer sets off. Plain Python over what was understood; nothing here asks the database.

A red flag in `rules` is judged like any other rule: what makes it different is done with it (`consequences`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from inglenook.people.measures import MEASURES

from ..rules import Kind, Level, Programme, Question, Rule, When
from .heard import Taken, Understood

PRESSING = {Level.RED_FLAG: 0, Level.SOON: 1, Level.LOOK: 2, None: 3}


@dataclass(frozen=True)
class Judged:
    """What there is to judge by: what was understood to each question, former readings by measure (oldest first),
    check-ins in a row without an answer, and the person's own bounds by the name a rule gives them."""

    answers: dict[str, Understood]
    history: dict[str, list[Taken]] = field(default_factory=dict)
    silent_for: int = 0
    thresholds: dict[str, float] = field(default_factory=dict)


def fired(programme: Programme, judged: Judged) -> list[Rule]:
    """The rules that hold, the most pressing first, else in the programme's order."""
    questions = {question.code: question for question in programme.questions}
    holding = [rule for rule in programme.rules if holds(rule.when, questions, judged)]
    return sorted(holding, key=lambda rule: PRESSING[rule.level])


def most_pressing(rules: list[Rule]) -> list[Rule]:
    """Of rules in the order of `fired`, those of the most pressing level that somebody is told of; the lesser say
    nothing more."""
    with_level = [rule for rule in rules if rule.level]
    return [rule for rule in with_level if rule.level == with_level[0].level]


def holds(when: When, questions: dict[str, Question], judged: Judged) -> bool:
    """Whether this sets its rule off. What was not answered sets nothing off but silence."""
    if when.silent_for is not None:
        return judged.silent_for >= when.silent_for
    if when.points_at_least is not None:
        return _points(questions, judged, when) >= _bound(when, when.points_at_least, judged)
    question, answer = questions.get(when.question), judged.answers.get(when.question)
    if question is None or answer is None:
        return False
    if when.answers:
        return _said(answer.value) in when.answers
    if when.rises_by is not None or when.falls_by is not None:
        return _moved(when, question, answer, judged)
    return any(_past(when, number, judged) for number in _numbers(when, question, answer))


def _bound(when: When, default: float, judged: Judged) -> float:
    """The person's own bound where there is one by that name, else the programme's."""
    return judged.thresholds.get(when.personal, default) if when.personal else default


def _past(when: When, number: float, judged: Judged) -> bool:
    if when.at_least is not None and number >= _bound(when, when.at_least, judged):
        return True
    return when.at_most is not None and number <= _bound(when, when.at_most, judged)


def _said(value) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _numbers(when: When, question: Question, answer: Understood) -> list[float]:
    """Every number said that the rule is about: of several readings all, so that the worst counts."""
    if question.kind == Kind.READING:
        place = _place(when, question)
        return [taken.numbers[place] for taken in answer.readings]
    is_number = isinstance(answer.value, (int, float)) and not isinstance(answer.value, bool)
    return [answer.value] if is_number else []


def _place(when: When, question: Question) -> int:
    parts = MEASURES[question.measure].parts
    return parts.index(when.part) if when.part else 0


def _moved(when: When, question: Question, answer: Understood, judged: Judged) -> bool:
    """Whether any reading now stands so far above (below) the lowest (highest) of the days before."""
    place = _place(when, question)
    for now in answer.readings:
        since = now.at - timedelta(days=when.days or 0)
        before = [one.numbers[place] for one in judged.history.get(question.measure, ()) if since <= one.at < now.at]
        if before and _by_how_much(when, now.numbers[place], before) >= _bound(
            when, when.rises_by if when.rises_by is not None else when.falls_by, judged
        ):
            return True
    return False


def _by_how_much(when: When, now: float, before: list[float]) -> float:
    difference = now - min(before) if when.rises_by is not None else max(before) - now
    return round(difference, 6)  # 82.0 - 80.1 is 1.9 and not a hair less


def _points(questions: dict[str, Question], judged: Judged, when: When) -> float:
    """The sum of the points of options chosen: of one question when the rule names it, else of the whole check-in."""
    asked = [questions[when.question]] if when.question in questions else questions.values()
    return sum(_worth(question, judged.answers.get(question.code)) for question in asked)


def _worth(question: Question, answer: Understood | None) -> int:
    chosen: Iterable[int] = (
        option.points for option in question.options if answer and option.code == answer.value and option.points
    )
    return sum(chosen)
