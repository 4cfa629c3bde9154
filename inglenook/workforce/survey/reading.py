"""Questionnaires between YAML, mappings and `rules.Questionnaire`: read, checked, or refused with every line."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path as FilePath

from inglenook.core.schema import Invalid, Path, Problem, as_text, build, contents_of, parse, with_lines

from .rules import NONE, OTHER, Kind, Page, Question, Questionnaire, When, Words

FOLDER = FilePath(__file__).resolve().parents[1] / "data" / "surveys"
LONGEST = 200  # questions: more is no survey that a team would finish
SCALED = (Kind.ONE, Kind.MANY, Kind.MATRIX, Kind.RANK)
DOORS = ("strategies", "learning")


def read(text: str, source: str = "") -> Questionnaire:
    """The questionnaire that a YAML text says. Raises Invalid with each problem, its line and its mend."""
    lines: dict = {}
    try:
        given, lines = parse(text)
        questionnaire = build(Questionnaire, given)
        problems = problems_of(questionnaire)
    except Invalid as refused:
        problems = refused.problems
    if problems:
        placed = with_lines(problems, lines) if lines else problems
        raise Invalid(sorted(placed, key=lambda problem: problem.line or 0), source)
    return questionnaire


def written(questionnaire: Questionnaire) -> str:
    """The questionnaire as YAML, which `read` reads back."""
    return as_text(contents_of(questionnaire))


@cache
def shipped() -> dict[str, Questionnaire]:
    """The questionnaires that come with Inglenook, by code."""
    found = [read(path.read_text(encoding="utf-8"), path.name) for path in sorted(FOLDER.glob("*.yaml"))]
    return {one.code: one for one in found}


def problems_of(questionnaire: Questionnaire) -> list[Problem]:
    """Everything that is wrong within a questionnaire of the right form; empty when it can be asked."""
    return [
        *_whole(questionnaire),
        *_languages(questionnaire, questionnaire.title, ("title",)),
        *_languages(questionnaire, questionnaire.intro, ("intro",)),
        *_pages(questionnaire),
        *_break_down(questionnaire),
    ]


def _whole(questionnaire: Questionnaire) -> Iterator[Problem]:
    if "en" not in questionnaire.languages:
        yield Problem(("languages",), "English (en) is always there: it stands in for every other language")
    if not questionnaire.questions:
        yield Problem(("pages",), "ask at least one question")
    if len(questionnaire.questions) > LONGEST:
        yield Problem(("pages",), f"ask at most {LONGEST} questions")
    codes = [page.code for page in questionnaire.pages]
    for code in _twice([one.code for one in questionnaire.questions]) + _twice(codes):
        yield Problem(("pages",), f"“{code}” stands here more than once; give each a code of its own")


def _twice(codes: list[str]) -> list[str]:
    return [code for code, times in Counter(codes).items() if times > 1]


def _pages(questionnaire: Questionnaire) -> Iterator[Problem]:
    before: dict[str, Question] = {}
    for number, page in enumerate(questionnaire.pages):
        at: Path = ("pages", number)
        yield from _code(page.code, at)
        yield from _languages(questionnaire, page.title, (*at, "title"))
        yield from _when(page.when, before, (*at, "when"))
        for place, question in enumerate(page.questions):
            yield from _question(questionnaire, question, before, (*at, "questions", place))
        before |= {question.code: question for question in page.questions}


def _question(whole: Questionnaire, question: Question, before: dict[str, Question], at: Path) -> Iterator[Problem]:
    yield from _code(question.code, at)
    yield from _when(question.when, before, (*at, "when"))
    for name in ("asks", "hint", "other", "none"):
        yield from _languages(whole, getattr(question, name), (*at, name), needed=name == "asks")
    yield from _listed(whole, question, at)
    if (question.kind is Kind.MATRIX) != bool(question.rows):
        yield Problem(at, "a matrix, and nothing else, has `rows`")
    if (question.kind in SCALED) != bool(question.options):
        yield Problem(at, f"`options` belong to these kinds: {', '.join(SCALED)}")
    if (question.none or question.most) and question.kind is not Kind.MANY:
        yield Problem(at, "`none` and `most` belong to a question of kind many")
    if question.other and question.kind not in (Kind.ONE, Kind.MANY):
        yield Problem(at, "`other` belongs to a question of kind one or many")
    if question.lowest is not None and question.highest is not None and question.lowest > question.highest:
        yield Problem(at, "`lowest` is above `highest`")


def _listed(whole: Questionnaire, question: Question, at: Path) -> Iterator[Problem]:
    """The options and the rows: codes once, words whole, doors that exist."""
    for name in ("options", "rows"):
        listed = getattr(question, name)
        for code in _twice([one.code for one in listed]):
            yield Problem((*at, name), f"“{code}” stands here more than once; give each a code of its own")
        for number, one in enumerate(listed):
            here = (*at, name, number)
            yield from _code(one.code, here)
            yield from _languages(whole, one.says, (*here, "says"))
            if one.code in (NONE, OTHER):
                yield Problem(here, f"“{one.code}” is made by the key `{one.code}` of the question")
            for door in one.leads:
                if door.partition(":")[0] not in DOORS or not door.partition(":")[2]:
                    yield Problem((*here, "leads"), f"“{door}” leads nowhere; write strategies:… or learning:…")


def _code(code: str, at: Path) -> Iterator[Problem]:
    if not (code.isascii() and code.replace("_", "a").replace("-", "a").isalnum()):
        yield Problem((*at, "code"), f"“{code}” is no code: write letters, digits, - and _ alone")


def _languages(questionnaire: Questionnaire, words: Words, at: Path, *, needed: bool = False) -> Iterator[Problem]:
    if needed and not words:
        yield Problem(at, "write the words by language, such as {en: Hello}")
    for language in questionnaire.languages if words else ():
        if not words.get(language, "").strip():
            yield Problem(at, f"write these words in “{language}” too, or take it out of `languages`")
    for language in words.keys() - set(questionnaire.languages):
        yield Problem((*at, language), f"add “{language}” to `languages`, or take these words out")


def _when(when: When | None, before: dict[str, Question], at: Path) -> Iterator[Problem]:
    if when is None:
        return
    asked = before.get(when.question)
    if asked is None or asked.kind not in (Kind.ONE, Kind.MANY):
        yield Problem((*at, "question"), f"“{when.question}” is no choice on an earlier page")
        return
    for answer in set(when.answers) - {choice.code for choice in asked.choices}:
        yield Problem((*at, "answers"), f"“{when.question}” has no option “{answer}”")


def _break_down(questionnaire: Questionnaire) -> Iterator[Problem]:
    asked = questionnaire.question(questionnaire.break_down)
    if questionnaire.break_down and (asked is None or asked.kind is not Kind.ONE):
        yield Problem(("break_down",), f"“{questionnaire.break_down}” is no question of kind one")


def page_of(questionnaire: Questionnaire, code: str) -> Page | None:
    return next((page for page in questionnaire.pages if page.code == code), None)
