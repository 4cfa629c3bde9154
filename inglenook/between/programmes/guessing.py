"""Answers that somebody might give, for trying a programme out: the calmest and the worst that its rules know."""

from collections.abc import Iterator
from datetime import datetime

from inglenook.people.measures import MEASURES

from ..replies.firing import PRESSING, Judged, fired
from ..replies.heard import Taken, Understood
from ..rules import Kind, Programme, Question

History = dict[str, list[Taken]]
CALM = {
    "systolic": 128.0, "diastolic": 78.0, "weight": 80.0, "glucose": 6.0, "oxygen_saturation": 97.0,
    "heart_rate": 72.0, "peak_flow": 420.0,
}  # fmt: skip


def calm_answer(programme: Programme, question: Question, history: History, at: datetime) -> Understood:
    """An answer that tells nobody, if there is one."""
    return max(_answers(programme, question, at), key=lambda answer: _pressing(programme, question, answer, history))


def worst_answer(programme: Programme, question: Question, history: History, at: datetime) -> Understood:
    """The answer that sets off the most pressing rule."""
    return min(_answers(programme, question, at), key=lambda answer: _pressing(programme, question, answer, history))


def _pressing(programme: Programme, question: Question, answer: Understood, history: History) -> int:
    rules = fired(programme, Judged({question.code: answer}, history))
    return min((PRESSING[rule.level] for rule in rules if rule.when.question == question.code), default=PRESSING[None])


def _answers(programme: Programme, question: Question, at: datetime) -> list[Understood]:
    if question.kind == Kind.READING:
        return [_reading(numbers, at) for numbers in _numbers(programme, question)]
    if question.kind == Kind.YES_NO:
        return [Understood(False), Understood(True)]
    if question.kind == Kind.CHOICE:
        return [Understood(option.code) for option in question.options]
    if question.kind == Kind.SCALE:
        return [Understood(number) for number in range(question.highest or 0, (question.lowest or 0) - 1, -1)]
    return [Understood("It went well enough.")]


def _reading(numbers: tuple[float, ...], at: datetime) -> Understood:
    return Understood(list(numbers) if len(numbers) > 1 else numbers[0], (Taken(numbers, at),))


def _numbers(programme: Programme, question: Question) -> Iterator[tuple[float, ...]]:
    """An ordinary reading first, then one at each bound that a rule sets."""
    parts = MEASURES[question.measure].parts or (question.measure,)
    usual = tuple(CALM.get(part) or _middle(part) for part in parts)
    yield usual
    for when in (rule.when for rule in programme.rules if rule.when.question == question.code):
        place = parts.index(when.part) if when.part else 0
        bounds = (
            when.at_least,
            when.at_most,
            usual[place] + when.rises_by if when.rises_by is not None else None,
            usual[place] - when.falls_by if when.falls_by is not None else None,
        )
        for bound in (bound for bound in bounds if bound is not None):
            yield (*usual[:place], bound, *usual[place + 1 :])


def _middle(measure: str) -> float:
    plausible = MEASURES[measure].plausible
    return round((plausible.low + plausible.high) / 2)
