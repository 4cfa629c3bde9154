"""What must hold within a programme beyond its form: what it names exists, red flags are answered, languages whole."""

from collections import Counter
from collections.abc import Iterator
from string import Formatter

from inglenook.people.measures import MEASURES
from inglenook.people.reference import condition_groups

from ..rules import Kind, Level, Programme, Question, Rule, Step, StepKind, When, Words
from ..schedule import last_day_of, occasions
from .building import Path, Problem

FILLED = ("name", "practice", "phone", "emergency", "urgent", "crisis")
LONGEST = 366
BOUNDS = ("answers", "at_least", "at_most", "rises_by", "falls_by", "points_at_least", "silent_for")


def problems_of(programme: Programme) -> list[Problem]:
    """Everything that is wrong within a programme of the right form; empty when it can be switched on."""
    found = [
        *_whole(programme),
        *_repeats(programme),
        *_words(programme),
        *(p for at, step in enumerate(programme.steps) for p in _step(programme, step, ("steps", at))),
        *(p for at, question in enumerate(programme.questions) for p in _question(question, ("questions", at))),
        *(p for at, rule in enumerate(programme.rules) for p in _rule(programme, rule, ("rules", at))),
    ]
    return found or list(_same_day(programme))


def _whole(programme: Programme) -> Iterator[Problem]:
    if not 1 <= programme.days <= LONGEST:
        yield Problem(("days",), f"a programme lasts from 1 to {LONGEST} days")
    if not programme.steps:
        yield Problem(("steps",), "add at least one step")
    if "en" not in programme.languages:
        yield Problem(("languages",), "English (en) is always there: it stands in for every other language")
    for at, code in enumerate(programme.conditions):
        if code not in condition_groups():
            yield Problem(("conditions", at), f"there is no condition group “{code}”")


def _repeats(programme: Programme) -> Iterator[Problem]:
    for name in ("steps", "questions", "rules"):
        codes = Counter(one.code for one in getattr(programme, name))
        for code in (code for code, times in codes.items() if times > 1):
            yield Problem((name,), f"“{code}” stands here more than once; give each a code of its own")


def _words(programme: Programme) -> Iterator[Problem]:
    for key, words in programme.says.items():
        yield from _languages(programme, words, ("says", key))
    for at, question in enumerate(programme.questions):
        yield from _languages(programme, question.asks, ("questions", at, "asks"))
        for number, option in enumerate(question.options):
            yield from _languages(programme, option.says, ("questions", at, "options", number, "says"))


def _languages(programme: Programme, words: Words, at: Path) -> Iterator[Problem]:
    for language in programme.languages:
        if not words.get(language, "").strip():
            yield Problem(at, f"write these words in “{language}” too, or take it out of `languages`")
    for language, text in words.items():
        if language not in programme.languages:
            yield Problem((*at, language), f"add “{language}” to `languages`, or take these words out")
        yield from _blanks(text, (*at, language))


def _blanks(text: str, at: Path) -> Iterator[Problem]:
    try:
        named = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        yield Problem(at, "a curly bracket is open; write {name} whole")
        return
    for name in named:
        if name not in FILLED:
            yield Problem(at, f"{{{name}}} is nothing we can fill in; there are {', '.join(FILLED)}")


def _step(programme: Programme, step: Step, at: Path) -> Iterator[Problem]:
    if step.first_day < 0 or last_day_of(step, programme) > programme.days:
        yield Problem(at, f"the step lies outside the programme’s days, 0 to {programme.days}")
    if step.every_days < 0 or step.last_day is not None and step.last_day < step.first_day:
        yield Problem(at, "`last_day` comes after `first_day`, and `every_days` is 1 or more")
    if step.last_day is not None and not step.every_days:
        yield Problem(at, "say `every_days`, or take out `last_day`")
    if bool(step.says) == bool(step.choices):
        yield Problem(at, "write either `says` or `choices`")
    if step.answer_within_hours < 1:
        yield Problem((*at, "answer_within_hours"), "give at least an hour")
    if (step.kind == StepKind.CHECK_IN) != bool(step.questions):
        yield Problem(at, "a check-in asks `questions`; a prompt or call asks none")
    yield from _known(programme.says, (step.says, *step.choices), at, "`says`")
    yield from _known(_codes(programme.questions), step.questions, at, "`questions`")


def _known(there, named, at: Path, where: str) -> Iterator[Problem]:
    for name in named:
        if name and name not in there:
            yield Problem(at, f"“{name}” is not among {where}")


def _codes(them) -> set[str]:
    return {one.code for one in them}


def _question(question: Question, at: Path) -> Iterator[Problem]:
    if (question.kind == Kind.READING) != bool(question.measure):
        yield Problem(at, "a reading, and nothing else, names its `measure`")
    if question.measure and question.measure not in MEASURES:
        yield Problem((*at, "measure"), f"there is no measure “{question.measure}”")
    if question.kind == Kind.SCALE and not _rises(question):
        yield Problem(at, "a scale says its `lowest` and its `highest`")
    if (question.kind == Kind.CHOICE) != bool(question.options):
        yield Problem(at, "a choice, and nothing else, has `options`")
    if len(_codes(question.options)) < len(question.options):
        yield Problem((*at, "options"), "give each option a code of its own")


def _rises(question: Question) -> bool:
    return question.lowest is not None and question.highest is not None and question.lowest < question.highest


def _rule(programme: Programme, rule: Rule, at: Path) -> Iterator[Problem]:
    yield from _when(programme, rule.when, (*at, "when"))
    yield from _known(programme.says, (rule.says,), at, "`says`")
    yield from _known(_codes(programme.questions), rule.ask, at, "`questions`")
    if rule.level == Level.RED_FLAG and not rule.says:
        yield Problem(at, "a red flag says something to the person: write `says`")
    if rule.level and not (rule.within_hours and rule.within_hours > 0):
        yield Problem(at, "say `within_hours`: by when must a professional have seen it?")
    if rule.within_hours and not rule.level:
        yield Problem(at, f"say `level`: one of {', '.join(Level)}")
    if not (rule.says or rule.level or rule.call or rule.ask or rule.ends):
        yield Problem(at, "the rule does nothing: write `says`, `level`, `call`, `ask` or `ends`")
    chosen = {key for step in programme.steps for key in step.choices}
    if rule.level and rule.says in chosen:
        yield Problem(at, f"“{rule.says}” is among a step’s `choices`: an alert’s words are never left to choice")


def _when(programme: Programme, when: When, at: Path) -> Iterator[Problem]:
    said = [name for name in BOUNDS if getattr(when, name) not in (None, ())]
    if len(said) != 1:
        yield Problem(at, f"write exactly one of {', '.join(BOUNDS)}")
        return
    question = next((q for q in programme.questions if q.code == when.question), None)
    if said[0] in ("silent_for", "points_at_least"):
        if when.question:
            yield Problem(at, f"`{said[0]}` is of the whole check-in: take out `question`")
    elif question is None:
        yield Problem(at, f"“{when.question}” is not among `questions`")
    else:
        yield from _bound(question, when, said[0], at)


def _bound(question: Question, when: When, bound: str, at: Path) -> Iterator[Problem]:
    options = {"yes", "no"} if question.kind == Kind.YES_NO else _codes(question.options)
    for answer in when.answers:
        if answer not in options:
            yield Problem((*at, "answers"), f"“{answer}” is no answer to “{question.code}”")
    if bound != "answers" and question.kind not in (Kind.READING, Kind.SCALE):
        yield Problem(at, f"“{question.code}” is not answered with a number")
    parts = MEASURES[question.measure].parts if question.measure in MEASURES else ()
    if bound != "answers" and bool(parts) != bool(when.part) or when.part and when.part not in parts:
        wanted = f"say which `part`: {', '.join(parts)}" if parts else "take out `part`"
        yield Problem(at, wanted)
    if bound in ("rises_by", "falls_by") and not (when.days and when.days > 0):
        yield Problem(at, "say within how many `days`")


def _same_day(programme: Programme) -> Iterator[Problem]:
    seen: dict[int, str] = {}
    for occasion in occasions(programme):
        before = seen.setdefault(occasion.day, occasion.step.code)
        if before != occasion.step.code:
            yield Problem(
                ("steps",), f"“{before}” and “{occasion.step.code}” both come on day {occasion.day}; one thing a day"
            )
            return
