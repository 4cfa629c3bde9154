"""A questionnaire with one thing changed. Plain Python: nothing is kept here, and nothing checked but what is asked."""

from collections.abc import Callable
from dataclasses import replace

from .rules import Page, Question, Questionnaire


def with_page(whole: Questionnaire, title: str, code: str) -> Questionnaire:
    return replace(whole, pages=(*whole.pages, Page(code, {"en": title}, ())))


def with_question(whole: Questionnaire, page: str, question: Question) -> Questionnaire:
    """The question put at the end of a page, or in place of the one with its code."""

    def put(one: Page) -> Page:
        codes = [each.code for each in one.questions]
        if question.code in codes:
            at = codes.index(question.code)
            return replace(one, questions=(*one.questions[:at], question, *one.questions[at + 1 :]))
        return replace(one, questions=(*one.questions, question))

    return _with(whole, page, put)


def without_question(whole: Questionnaire, page: str, code: str) -> Questionnaire:
    """A page that is left without questions goes with its last."""
    left = _with(whole, page, lambda one: replace(one, questions=tuple(q for q in one.questions if q.code != code)))
    named = "" if whole.break_down == code else whole.break_down
    return replace(left, pages=tuple(one for one in left.pages if one.code != page or one.questions), break_down=named)


def moved_up(whole: Questionnaire, page: str, code: str) -> Questionnaire:
    """The question before the one that stood before it; the first of a page stays."""

    def move(one: Page) -> Page:
        questions = list(one.questions)
        at = next(n for n, each in enumerate(questions) if each.code == code)
        if at:
            questions[at - 1], questions[at] = questions[at], questions[at - 1]
        return replace(one, questions=tuple(questions))

    return _with(whole, page, move)


def _with(whole: Questionnaire, page: str, change: Callable[[Page], Page]) -> Questionnaire:
    return replace(whole, pages=tuple(change(one) if one.code == page else one for one in whole.pages))
