"""Answering a check-in on a page: the same reading as of a text message, told at once when it is not clear."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from inglenook.kit import choices, fields, languages
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
    given = background.given.get(question.code)
    asks = in_language(question.asks, languages.current())
    named = {"label": asks, "subject": _("your answer"), "required": False, "size": "m"}
    named["initial"] = given.said if given else None
    if question.kind == Kind.READING:
        return fields.TextField(hint=_("For example %(example)s") % wording.about(question), max_length=200, **named)
    if question.kind == Kind.WORDS:
        return fields.TextareaField(max_length=LONGEST, rows=4, **named)
    return choices.RadiosField(choices=_choices(question, background), inline=question.kind != Kind.CHOICE, **named)


def _choices(question: Question, background: Background) -> list[tuple[str, str]]:
    """What is chosen is what is said: words as a text message has them, not a code; on the page in its language."""
    if question.kind == Kind.YES_NO:
        return [("Yes", _("Yes")), ("No", _("No"))]
    if question.kind == Kind.SCALE:
        return [(str(number), str(number)) for number in range(question.lowest, question.highest + 1)]
    here, by_text = languages.current(), background.check_in.enrolment.language
    return [(in_language(one.says, by_text), in_language(one.says, here)) for one in question.options]
