"""How a practised conversation moves: the same choices always lead to the same talk. Plain Python.

Every wording can be said once and there are `most` turns, so that every talk ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from zlib import crc32

from .scenario import END, HIGHEST, LOWEST, TOPICS, Answer, Scenario, Topic, Turn, Wording, all_hold


class NotPossible(Exception):
    """What was chosen cannot be said or brought up now. The message is fit to be shown."""


@dataclass(frozen=True)
class State:
    """Where a talk stands: `at` is a turn, `topics` or `end`."""

    at: str
    trust: int
    confidence: int
    known: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    turns: int = 0

    @property
    def is_over(self) -> bool:
        return self.at == END

    def as_data(self) -> dict:
        """The state as JSON keeps it."""
        return self.__dict__ | {"known": sorted(self.known), "said": sorted(self.said)}

    @classmethod
    def of(cls, data: dict) -> "State":
        return cls(**data | {"known": frozenset(data["known"]), "said": frozenset(data["said"])})


def begin(scenario: Scenario) -> State:
    return State(scenario.start, scenario.trust, scenario.confidence)


def choices(scenario: Scenario, state: State, seed: str = "") -> list[Wording]:
    """What can be said now; shuffled by the seed, the same way every time."""
    if state.at in (TOPICS, END):
        return []
    return sorted(_open(scenario.turns[state.at], state), key=lambda w: crc32(f"{seed}{w.id}".encode()))


def topics(scenario: Scenario, state: State) -> list[Topic]:
    """What can be brought up now: wherever something is left to say."""
    if state.is_over or state.at in (scenario.start, scenario.closing):
        return []
    return [t for t in scenario.topics if all_hold(t.when, state) and _open(scenario.turns[t.code], state)]


def may_close(scenario: Scenario, state: State) -> bool:
    return state.at not in (END, scenario.start, scenario.closing)


def has_been(scenario: Scenario, state: State, code: str) -> bool:
    """Whether the talk was at this turn before."""
    return any(w.id in state.said for w in scenario.turns[code].wordings)


def speaks(scenario: Scenario, state: State) -> str:
    """What the person says as the talk comes to where it stands; nothing where the last reply leads on."""
    if state.at in (TOPICS, END):
        return ""
    turn = scenario.turns[state.at]
    if turn.again and has_been(scenario, state, turn.code):
        return turn.again
    return next((line.text for line in turn.says if all_hold(line.when, state)), "")


def bring_up(scenario: Scenario, state: State, code: str) -> State:
    """The talk turns to a topic, or with the closing turn's code to its end. Raises NotPossible."""
    if code == scenario.closing and may_close(scenario, state):
        return replace(state, at=code)
    if not any(topic.code == code for topic in topics(scenario, state)):
        raise NotPossible("That cannot be brought up now. Choose from what the page shows.")
    return replace(state, at=code)


def say(scenario: Scenario, state: State, wording_id: str) -> tuple[Wording, Answer, State]:
    """What was said, the answer to it, and where the talk then stands. Raises NotPossible."""
    wording = next((w for w in choices(scenario, state) if w.id == wording_id), None)
    if wording is None:
        raise NotPossible("That cannot be said now. Choose from what the page shows.")
    answer = next(a for a in wording.answers if all_hold(a.when, state))
    after = replace(
        state,
        at=answer.then,
        trust=_within(state.trust + answer.trust),
        confidence=_within(state.confidence + answer.confidence),
        known=state.known | set(answer.reveals),
        said=state.said | {wording.id},
        turns=state.turns + 1,
    )
    return wording, answer, _on(scenario, after)


def _on(scenario: Scenario, state: State) -> State:
    """Where nothing is left to say, or time is up, the talk moves on by itself."""
    if state.at in (END, scenario.closing):
        return state
    if state.turns >= scenario.most - 1:
        return replace(state, at=scenario.closing)
    if state.at != TOPICS and not _open(scenario.turns[state.at], state):
        state = replace(state, at=TOPICS)
    if state.at == TOPICS and not topics(scenario, state):
        return replace(state, at=scenario.closing)
    return state


def _open(turn: Turn, state: State) -> list[Wording]:
    return [w for w in turn.wordings if w.id not in state.said and all_hold(w.when, state)]


def _within(number: int) -> int:
    return min(HIGHEST, max(LOWEST, number))


def came_out(scenario: Scenario, known: Iterable[str]) -> tuple[list[str], list[str]]:
    """What came out of what lies behind, and what did not, in the order of the scenario."""
    known = set(known)
    said = [text for code, text in scenario.hidden.items() if code in known]
    return said, [text for code, text in scenario.hidden.items() if code not in known]
