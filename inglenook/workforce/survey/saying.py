"""Answers in words, as somebody reads them over before sending."""

from dataclasses import dataclass

from ..models import Draft
from .rules import OTHER, Kind, Page, Question, Questionnaire, pages_for, questions_on, said


@dataclass(frozen=True)
class Said:
    """One question with what was answered; nothing where it was passed over."""

    asks: str
    answers: list[str]


def as_said(questionnaire: Questionnaire, draft: Draft) -> list[tuple[Page, list[Said]]]:
    """The pages that this answerer was shown, each with its questions and the answers in words."""
    return [
        (page, [one for question in questions_on(page, draft.answers) for one in _said(question, draft)])
        for page in pages_for(questionnaire, draft.answers)
    ]


def _said(question: Question, draft: Draft) -> list[Said]:
    language = draft.language
    if question.kind is Kind.MATRIX:
        return [
            Said(
                said(row.says, language),
                _chosen(question, draft.answers.get(f"{question.code}.{row.code}", []), language),
            )
            for row in question.rows
        ]
    given = draft.answers.get(question.code, [])
    words = draft.answers.get(f"{question.code}:{OTHER}", [])
    return [Said(said(question.asks, language), _chosen(question, given, language) + words)]


def _chosen(question: Question, given: list[str], language: str) -> list[str]:
    texts = {one.code: said(one.says, language) for one in question.choices}
    return [texts.get(code, code) for code in given]
