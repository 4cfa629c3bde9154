"""What a strategy is, and which ones fit one person best, always with the reasons. Plain Python."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

SETTINGS = {"talk": "sitting together", "between": "on the phone or between appointments"}
ELSE = {"talk": "between", "between": "talk"}
# How the outcome of a follow-up reads, and how much it speaks for trying the same again.
WENT = {
    "done": ("did it", 2),
    "some": ("did some of it", 1),
    "changed": ("changed it to fit better", 1),
    "not_yet": ("it has not happened", -1),
    "stop": ("did not want to go on with it", -3),
    "": ("not asked yet how it went", 0),
}
LAST = "stop"
FIRST, FOR, AGAINST = 9, 1, -1


@dataclass(frozen=True)
class Barrier:
    """Something that stands in the way, as people say it; `heard` are words by which it may be recognised."""

    code: str
    title: str
    ask: str
    heard: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """A publication; `read` says whether it was read for the project or is cited from memory."""

    code: str
    title: str
    where: str
    read: bool


@dataclass(frozen=True)
class Evidence:
    """What is known, how strong it is, and where it ends."""

    strength: str
    says: str
    limits: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Exclusion:
    """For whom a strategy is not. Where `conditions` name it, the record can tell; else whoever is there must."""

    words: str
    conditions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Step:
    """The one action that drops into the plan."""

    what: str
    who: str
    when: str = ""
    how_often: str = ""
    if_this: str = ""
    then_that: str = ""


@dataclass(frozen=True)
class Strategy:
    """One way round a barrier: words to say, what next, for whom not, and what is known of it.

    `first` is why it stands before all others against its home, the first of its barriers; few have that.

    `better` and `worse` map a condition, need or barrier to why it fits such a person better or worse.
    """

    code: str
    name: str
    barriers: tuple[str, ...]
    com_b: str
    group: str
    component: str
    say: tuple[str, ...]
    next: str
    not_for: tuple[Exclusion, ...]
    evidence: Evidence
    minutes: int
    action: Step
    first: str
    settings: frozenset[str]
    better: dict[str, str]
    worse: dict[str, str]


@dataclass(frozen=True)
class Tried:
    """A strategy that was in this person's plan: since when, and how it went last ("" when nobody has asked yet)."""

    strategy: str
    on: date
    outcome: str = ""


@dataclass(frozen=True)
class Fitting:
    """A strategy with why it stands where it does. `is_last`: there is a reason against it for this person."""

    strategy: Strategy
    why: list[str] = field(default_factory=list)
    tried: Tried | None = None
    is_last: bool = False


def fit(
    strategies: Iterable[Strategy],
    *,
    barrier: str,
    conditions: Collection[str],
    needs: Collection[str],
    tried: Iterable[Tried],
    setting: str,
    strengths: Collection[str],
) -> list[Fitting]:
    """Every strategy against the barrier, the best fitting first; none is left out, and what speaks against it is said.

    `conditions` are condition groups, `needs` needs and barriers of the person. `strengths` from the strongest down:
    of two that fit equally, the one that is better known to work stands first.
    """
    newest = _newest(tried)
    order, facts = list(strengths), frozenset((*conditions, *needs)) - {barrier}
    weighed = [
        _weigh(strategy, barrier, facts, newest.get(strategy.code), setting)
        for strategy in strategies
        if barrier in strategy.barriers
    ]
    weighed.sort(key=lambda one: (one[1].is_last, -one[0], order.index(one[1].strategy.evidence.strength)))
    return [fitting for _, fitting in weighed]


def _newest(tried: Iterable[Tried]) -> dict[str, Tried]:
    return {one.strategy: one for one in sorted(tried, key=lambda one: one.on)}


def _weigh(
    strategy: Strategy, barrier: str, facts: frozenset[str], tried: Tried | None, setting: str
) -> tuple[int, Fitting]:
    """How much speaks for it, and the same in words. What fits counts once, however many conditions somebody has."""
    words, weight = WENT[tried.outcome] if tried else ("", 0)
    told = [f"Tried in {tried.on:%B %Y}: {words}"] if tried else []
    never = [f"Not for everybody: {one.words}" for one in strategy.not_for if one.conditions & facts]
    first = [f"First: {strategy.first}"] if strategy.first and barrier == strategy.barriers[0] else []
    better = [f"Fits because {why}" for fact, why in strategy.better.items() if fact in facts]
    worse = [f"Take care: {why}" for fact, why in strategy.worse.items() if fact in facts]
    elsewhere = [] if setting in strategy.settings else [f"Made for {SETTINGS[ELSE[setting]]}"]
    weight += FIRST * len(first) + FOR * bool(better) + AGAINST * len(worse + elsewhere)
    is_last = bool(never) or bool(tried and tried.outcome == LAST)
    return weight, Fitting(strategy, [*told, *never, *first, *better, *worse, *elsewhere], tried, is_last)


def recognise(barriers: Iterable[Barrier], words: str) -> dict[str, str]:
    """The barriers that somebody's own words speak of: code to the words that say so."""
    said = words.replace("’", "'")
    found = ((one.code, _first(one.heard, said)) for one in barriers)
    return {code: phrase for code, phrase in found if phrase}


def _first(phrases: Iterable[str], said: str) -> str:
    return next((one for one in phrases if re.search(rf"\b{re.escape(one)}\b", said, re.IGNORECASE)), "")


def search(strategies: Iterable[Strategy], words: str) -> list[Strategy]:
    """Strategies in whose name, words, next step or action every word asked for begins a word, the names first."""
    asked = [word.casefold() for word in re.findall(r"\w+", words)]
    found = [one for one in strategies if all(_begins(word, _text(one)) for word in asked)]
    return sorted(found, key=lambda one: not all(_begins(word, one.name) for word in asked))


def _text(strategy: Strategy) -> str:
    return " ".join((strategy.name, strategy.next, strategy.action.what, *strategy.say))


def _begins(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(word)}", text.casefold()) is not None
