"""How people write readings, yes and no (`data/readings.yaml`, `data/answers.yaml`), ready to look for. Plain."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from inglenook.people.rules import Range


@dataclass(frozen=True)
class Unit:
    """A way to write a unit, and the way from it to the measure's own: value x factor + offset."""

    says: tuple[str, ...]
    factor: float
    offset: float = 0.0

    def of(self, number: float) -> float:
        return number * self.factor + self.offset


@dataclass(frozen=True)
class Spoken:
    """How one measure is written: words before its numbers, units after them, and when none is needed."""

    words: re.Pattern
    units: tuple[Unit, ...]
    bare: Range

    def unit(self, said: str) -> Unit:
        return next(unit for unit in self.units if said in unit.says)


@dataclass(frozen=True)
class Answers:
    """How yes and no are said in one language, and what makes either doubtful."""

    yes: frozenset[str]
    no: frozenset[str]
    doubt: frozenset[str]


def any_of(words) -> str:
    """A pattern for any of these, the longest first, as whole words."""
    alternatives = "|".join(re.escape(str(word)) for word in sorted(words, key=lambda word: -len(str(word))))
    return rf"(?<!\w)(?:{alternatives})(?!\w)"


@cache
def data(name: str) -> dict:
    """A file of `between/data`, every value as text: "no" and "on" are words here, and not truths."""
    text = files("inglenook.between").joinpath(f"data/{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)


@cache
def spoken() -> dict[str, Spoken]:
    """By measure."""
    return {code: _spoken(given) for code, given in data("readings")["measures"].items()}


@cache
def phrase(name: str) -> re.Pattern:
    """Any of the words that `readings.yaml` lists under this name, in every language."""
    given = data("readings")[name]
    words = [word for words in given.values() for word in words] if isinstance(given, dict) else given
    return re.compile(any_of(words))


@cache
def answers(language: str) -> Answers:
    """Yes and no in this language and in English."""
    languages = data("answers")["languages"]
    both = [languages["en"], languages.get(language.split("-")[0].lower(), {})]
    return Answers(*(frozenset(word for one in both for word in one.get(key, ())) for key in ("yes", "no", "doubt")))


@cache
def courtesies() -> re.Pattern:
    return re.compile(any_of(data("answers")["courtesy"]))


def _spoken(given: dict) -> Spoken:
    units = tuple(Unit(tuple(one["says"]), float(one["factor"]), float(one.get("offset", 0))) for one in given["units"])
    return Spoken(re.compile(any_of(given["words"])), units, _bare(given))


def _bare(given: dict) -> Range:
    return Range(**{end: float(number) for end, number in given.get("bare", {}).items()})
