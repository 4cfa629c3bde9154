"""Answering a check-in on a page: the same reading as of a text message, told at once when it is not clear."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from inglenook.kit import choices, fields
from inglenook.kit.forms import PageForm
from inglenook.messaging.wordings import in_language
from inglenook.planning.models import Answer

from ..rules import Kind, Question
from . import wording
from .background import Background
from .choosing import read
from .heard import Understood

LONGEST = 1000


class CheckInForm(PageForm):
    """The questions of one check-in. `said()` gives what was answered, by the question's code, as it was said."""

    def __init__(self, *args, background: Background, at: datetime, by_carer: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.background, self.at, self.by_carer = background, at, by_carer
        self.questions = {question.code: question for question in background.asked}
        for question in self.questions.values():
            self.fields[question.code] = _field(question, background)

    def clean(self):
        """Nothing is guessed here either: what cannot be read stands beside its question."""
        for code, text in self.said().items():
            question = self.questions[code]
            heard = read(text, question, self.background.known(question, at=self.at, by_carer=self.by_carer))
            if not isinstance(heard, Understood):
                self.add_error(code, wording.problem(heard.why, question))
        if not self.errors and not self.said():
            self.add_error(None, _("Answer at least one question"))
        return self.cleaned_data

    def typed(self) -> str:
        """Everything as it was typed, read or not."""
        return "\n".join(str(self.data.get(code, "")) for code in self.questions)

    def said(self) -> dict[str, str]:
        answers = {code: (self.cleaned_data.get(code) or "").strip() for code in self.questions}
        return {code: text for code, text in answers.items() if text}


class ToldForm(CheckInForm):
    """The same, as a professional types it from the phone or from paper."""

    way = choices.RadiosField(
        label="How did the answers come?",
        subject="how the answers came",
        choices=[(way.value, way.label) for way in (Answer.Way.PHONE, Answer.Way.PAPER, Answer.Way.IN_PERSON)],
        initial=Answer.Way.PHONE.value,
        inline=True,
    )


def _field(question: Question, background: Background):
    language = background.check_in.enrolment.language
    given = background.given.get(question.code)
    named = {"label": in_language(question.asks, language), "subject": "your answer", "required": False, "size": "m"}
    named["initial"] = given.said if given else None
    if question.kind == Kind.READING:
        return fields.TextField(hint=f"For example {wording.about(question)['example']}", max_length=200, **named)
    if question.kind == Kind.WORDS:
        return fields.TextareaField(max_length=LONGEST, rows=4, **named)
    return choices.RadiosField(choices=_choices(question, language), inline=question.kind != Kind.CHOICE, **named)


def _choices(question: Question, language: str) -> list[tuple[str, str]]:
    """What is chosen is what is said: the words, not a code."""
    if question.kind == Kind.YES_NO:
        return [("Yes", "Yes"), ("No", "No")]
    if question.kind == Kind.SCALE:
        return [(str(number), str(number)) for number in range(question.lowest, question.highest + 1)]
    said = [in_language(option.says, language) for option in question.options]
    return list(zip(said, said, strict=True))
