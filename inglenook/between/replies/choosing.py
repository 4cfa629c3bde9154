"""Yes and no, a number on a scale, one of several options: from the person's own words. Plain Python."""

import re
from difflib import SequenceMatcher
from string import ascii_lowercase

from inglenook.messaging.wordings import in_language

from ..rules import Kind, Option, Question
from .heard import Known, Unclear, Understood, Why
from .numerals import plain
from .reading import A_RANGE, read_measure, without_other_numbers
from .spoken import answers, any_of, courtesies

FIRST_WORDS = 3  # the most words that a yes or no of several words has
ALIKE = 0.82  # how like an option's words must be to them, of 1: a slip of one letter in six
TURNED = re.compile(r"\b(?:not|no|never|isn't|isnt|wasn't|wasnt|hardly|but|except|apart|however|although|though)\b")
SCALE = re.compile(r"(?<![\d.,/-])(\d{1,3})(?:\s*(?:/|out of|of)\s*(\d{1,3}))?(?![\d/]|[.,]\d|\s*%)")


def read(text: str, question: Question, known: Known) -> Understood | Unclear:
    """What the text answers to the question, whatever its kind; words are taken as they are."""
    if question.kind == Kind.WORDS:
        return Understood(text.strip()) if text.strip() else Unclear(Why.NOTHING)
    if question.kind == Kind.READING:
        return read_measure(text, question.measure, known)
    if question.kind == Kind.SCALE:
        return _scale(plain(text), question)
    bare = _bare(plain(text))
    return _yes_no(bare, known.language) if question.kind == Kind.YES_NO else _choice(bare, question, known.language)


def is_courtesy(text: str) -> bool:
    """Whether the text says nothing but thanks or a greeting."""
    return bool(text.strip()) and not re.search(r"\w", courtesies().sub(" ", plain(text)))


def _bare(text: str) -> str:
    """The words without courtesies and without marks at their ends."""
    return " ".join(courtesies().sub(" ", text).split()).strip(" .,!;:()\"'*-")


def _yes_no(text: str, language: str) -> Understood | Unclear:
    said = answers(language)
    words = [word.strip(".,!;:") for word in text.split()]
    first = next((n for n in range(FIRST_WORDS, 0, -1) if " ".join(words[:n]) in said.yes | said.no), 0)
    if not first:
        in_doubt = re.search(any_of(said.doubt), text)
        return Unclear(Why.DOUBT, ("yes", "no") if in_doubt else ()) if words else Unclear(Why.NOTHING)
    is_yes = " ".join(words[:first]) in said.yes
    rest = " ".join(words[first:])
    against = said.doubt | _firm(said.no if is_yes else said.yes)
    if re.search(any_of(against), rest):
        return Unclear(Why.DOUBT, ("yes", "no"))
    return Understood(is_yes)


def _firm(words: frozenset[str]) -> frozenset[str]:
    """Those that contradict wherever they stand; a single letter or "did" stands in many a sentence."""
    return frozenset(
        word for word in words if len(word) > 1 and word not in ("did", "done", "sure", "do", "na", "taken")
    )


def _scale(text: str, question: Question) -> Understood | Unclear:
    text = without_other_numbers(_keep_out_of(text))
    if A_RANGE.search(text):
        return Unclear(Why.RANGE)
    found = [(int(number), top) for number, top in SCALE.findall(text)]
    if len(found) != 1:
        return Unclear(Why.SEVERAL if found else Why.NOTHING)
    number, top = found[0]
    if top and int(top) != question.highest:
        return Unclear(Why.OUT_OF_SCALE)
    fits = question.lowest <= number <= question.highest
    return Understood(number) if fits else Unclear(Why.OUT_OF_SCALE)


def _keep_out_of(text: str) -> str:
    """ "7/10" written as "7 out of 10", so that it is not taken for a date."""
    return re.sub(r"(\d)\s*/\s*(\d)", r"\1 out of \2", text)


def _choice(text: str, question: Question, language: str) -> Understood | Unclear:
    named = re.fullmatch(r"(?:option|answer|number|no|q)?\s*\(?([a-z]|\d{1,2})\)?", text)
    if named and (option := _at(named[1], question.options)):
        return Understood(option.code)
    said = {option.code: found for option in question.options if (found := _said(text, option, language))}
    fits = [code for code, found in said.items() if not any(_is_part(found, other) for other in said.values())]
    if len(fits) == 1 and not TURNED.search(text.replace(said[fits[0]], " ; ", 1) if said[fits[0]] in text else text):
        return Understood(fits[0])
    why = Why.NOTHING if not fits else Why.SEVERAL if len(fits) > 1 else Why.DOUBT
    return Unclear(why, tuple(said))


def _at(name: str, options: tuple[Option, ...]) -> Option | None:
    place = int(name) - 1 if name.isdigit() else ascii_lowercase.index(name)
    return options[place] if 0 <= place < len(options) else None


def _said(text: str, option: Option, language: str) -> str:
    """The longest of the option's wordings that the text has, whole or with a slip; nothing when it has none."""
    wordings = sorted(_words(option, language), key=len, reverse=True)
    whole = (says for says in wordings if re.search(any_of([says]), text))
    alike = (says for says in wordings if SequenceMatcher(None, says, text).ratio() >= ALIKE)
    return next(whole, "") or next(alike, "")


def _is_part(words: str, others: str) -> bool:
    """ "worse" is part of "much worse"."""
    return words != others and bool(re.search(any_of([words]), others))


def _words(option: Option, language: str) -> set[str]:
    ours = {in_language(option.says, language), option.says["en"], option.code.replace("_", " "), *option.also}
    return {_bare(plain(words)) for words in ours if words}
