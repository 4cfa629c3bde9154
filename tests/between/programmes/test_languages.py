"""The programmes that come with Inglenook, in every language of people's pages."""

from datetime import UTC, datetime

import pytest

from inglenook.between.programmes.api import message_text
from inglenook.between.programmes.reading import shipped
from inglenook.between.programmes.texts import LONGEST, texts_of
from inglenook.between.replies.choosing import read
from inglenook.between.replies.heard import Known, Understood
from inglenook.between.rules import Kind
from inglenook.kit import catalogue
from inglenook.messaging.length import length, sendable
from inglenook.messaging.wordings import in_language

LANGUAGES = pytest.mark.parametrize("language", catalogue.LANGUAGES)
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
PARTS = 6  # that GOV.UK Notify takes


@LANGUAGES
def test_every_answer_that_is_offered_is_understood_as_itself(language):
    known, lost = Known(at=NOW, language=language), []
    for question in (one for programme in shipped() for one in programme.questions if one.kind == Kind.CHOICE):
        for option in question.options:
            said = in_language(option.says, language)
            if read(said, question, known) != Understood(option.code):
                lost.append((question.code, option.code, said))
    assert lost == []


@LANGUAGES
def test_every_text_can_be_sent_with_the_longest_names(language):
    texts = {
        (programme.code, key): sendable(message_text(programme, key, language, LONGEST, questions))
        for programme in shipped()
        for key, questions in texts_of(programme)
    }
    assert {name: length(text).segments for name, text in texts.items() if length(text).segments > PARTS} == {}


@LANGUAGES
def test_what_a_question_tells_to_send_are_its_answers(language):
    """Somebody who copies the word from the question is understood."""
    missing = []
    for question in (one for programme in shipped() for one in programme.questions if one.kind == Kind.CHOICE):
        asks = in_language(question.asks, language).casefold()
        missing += [
            (asks, said) for one in question.options if (said := in_language(one.says, language)).casefold() not in asks
        ]
    assert missing == []
