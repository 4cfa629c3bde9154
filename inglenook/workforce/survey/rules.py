"""What a questionnaire is and what answers to it mean: plain values. No Django here.

Words are given by language (BCP 47); English stands in for a language that is not there. Answers are lists of text
by item: `{"barriers": ["loneliness", "cost"], "barriers:other": ["the bus"], "agree.time": ["4"], "years": ["12"]}`. An
item that was asked and passed over has an empty list; an item that was never asked is not there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256

Words = dict[str, str]
Answers = dict[str, list[str]]
NONE, OTHER = "none", "other"  # codes of the two options that a question makes itself


class Kind(StrEnum):
    """What sort of answer a question takes."""

    ONE = "one"  # one of the options
    MANY = "many"  # any of the options
    MATRIX = "matrix"  # one of the options for each row: a scale under several statements
    NUMBER = "number"
    RANK = "rank"  # the options in order, the first first
    WORDS = "words"


@dataclass(frozen=True)
class Option:
    """One option or one row. `leads` name what helps, as "strategies:loneliness" or "learning:coaching"."""

    code: str
    says: Words
    leads: tuple[str, ...] = ()


@dataclass(frozen=True)
class When:
    """Asked only of those who gave one of these answers to an earlier question."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One question. `other` and `none` are the words of the options "something else" and "none of these".

    `shuffle` shows options (or rows) in an order drawn for each answerer. `most` bounds how many of many may be chosen.
    """

    code: str
    kind: Kind
    asks: Words
    hint: Words = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    rows: tuple[Option, ...] = ()
    other: Words = field(default_factory=dict)
    none: Words = field(default_factory=dict)
    required: bool = False
    shuffle: bool = False
    most: int | None = None
    lowest: int | None = None
    highest: int | None = None
    when: When | None = None

    @property
    def choices(self) -> tuple[Option, ...]:
        """The options as they are counted, with the two that the question makes itself."""
        made = ((OTHER, self.other), (NONE, self.none))
        return (*self.options, *(Option(code, says) for code, says in made if says))


@dataclass(frozen=True)
class Page:
    """Questions on one topic, shown together."""

    code: str
    title: Words
    questions: tuple[Question, ...]
    intro: Words = field(default_factory=dict)
    when: When | None = None


@dataclass(frozen=True)
class Questionnaire:
    """A whole questionnaire. `break_down` names the one question by which its results may be broken down."""

    code: str
    version: int
    dated: date
    title: Words
    languages: tuple[str, ...]
    pages: tuple[Page, ...]
    intro: Words = field(default_factory=dict)
    minutes: int = 10
    break_down: str = ""
    source: str = ""
    licence: str = ""
    sign_off: str = ""

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for page in self.pages for question in page.questions)

    def question(self, code: str) -> Question | None:
        return next((one for one in self.questions if one.code == code), None)


@dataclass(frozen=True)
class Item:
    """One thing that is counted: a question, or one row of a matrix."""

    code: str
    kind: Kind
    asks: Words
    choices: tuple[Option, ...]
    question: str


def items_of(questionnaire: Questionnaire) -> Iterator[Item]:
    """What is counted, in the order in which it is asked."""
    for question in questionnaire.questions:
        if question.kind is Kind.MATRIX:
            for row in question.rows:
                yield Item(f"{question.code}.{row.code}", Kind.ONE, row.says, question.options, question.code)
        else:
            yield Item(question.code, question.kind, question.asks, question.choices, question.code)


def said(words: Words, language: str) -> str:
    """The words in a language, or in English."""
    return words.get(language) or words.get("en", "")


def is_asked(when: When | None, answers: Answers) -> bool:
    return when is None or bool(set(when.answers) & set(answers.get(when.question, ())))


def pages_for(questionnaire: Questionnaire, answers: Answers) -> list[Page]:
    """The pages that this answerer is shown: those with something to ask them."""
    return [page for page in questionnaire.pages if is_asked(page.when, answers) and list(questions_on(page, answers))]


def questions_on(page: Page, answers: Answers) -> Iterator[Question]:
    """The questions of a page that this answerer is asked."""
    return (question for question in page.questions if is_asked(question.when, answers))


def asked_items(questionnaire: Questionnaire, answers: Answers) -> set[str]:
    """The items that somebody who gave these answers was asked."""
    asked = {q.code for page in pages_for(questionnaire, answers) for q in questions_on(page, answers)}
    return {item.code for item in items_of(questionnaire) if item.question in asked}


def whole(questionnaire: Questionnaire, answers: Answers) -> Answers:
    """What is sent: every item that was asked, passed over or not, and nothing that is no longer asked."""
    asked = asked_items(questionnaire, answers)
    extra = {key: value for key, value in answers.items() if key.removesuffix(f":{OTHER}") in asked and value}
    return {code: [] for code in asked} | extra


def missing(questionnaire: Questionnaire, answers: Answers) -> list[Page]:
    """The pages on which something required has no answer yet."""
    required = {question.code for question in questionnaire.questions if question.required}
    asked = asked_items(questionnaire, answers)
    lacking = {
        item.question
        for item in items_of(questionnaire)
        if item.code in asked and item.question in required and not answers.get(item.code)
    }
    return [
        page
        for page in pages_for(questionnaire, answers)
        if any(question.code in lacking for question in page.questions)
    ]


def in_order(options: tuple[Option, ...], question: Question, seed: int) -> list[Option]:
    """The options as this answerer sees them: by a hash of seed, question and option, so that an export can say it."""
    if not question.shuffle:
        return list(options)
    return sorted(options, key=lambda one: sha256(f"{seed}:{question.code}:{one.code}".encode()).digest())
