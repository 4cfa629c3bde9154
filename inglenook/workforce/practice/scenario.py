"""What a scenario is: somebody to talk with, what may be brought up, what may be said, and what follows. Plain Python.

A scenario is a graph of *turns*. At a turn the person says something and the learner has a few *wordings*; each is
answered, moves trust and confidence, may bring something out, and leads to another turn, back to the *topics*, or to
the end. From the topics the learner chooses freely what to bring up next.
"""

from dataclasses import dataclass, field

TOPICS, END = "topics", "end"
LOWEST, HIGHEST = 0, 10  # of trust and of confidence


@dataclass(frozen=True)
class Condition:
    """One thing that must hold: `trust >= 6`, `confidence < 7`, `knows fell`, `not knows fell`."""

    what: str  # trust, confidence or knows
    sign: str  # >=, <=, <, >, or for `knows`: is, is not
    value: int | str

    def holds(self, *, trust: int, confidence: int, known: frozenset[str]) -> bool:
        if self.what == "knows":
            return (self.value in known) == (self.sign == "is")
        has, than = (trust if self.what == "trust" else confidence), int(self.value)
        return {">=": has >= than, "<=": has <= than, ">": has > than, "<": has < than}[self.sign]


@dataclass(frozen=True)
class Line:
    """What the person says where these conditions hold."""

    text: str
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What follows a wording where these conditions hold."""

    reply: str
    then: str = TOPICS
    trust: int = 0
    confidence: int = 0
    reveals: tuple[str, ...] = ()
    note: str = ""  # instead of the wording's own
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Wording:
    """Something the learner could say, what kind of thing that is, and its answers: the first that fits is given."""

    id: str
    say: str
    does: tuple[str, ...]
    note: str
    answers: tuple[Answer, ...]
    when: tuple[Condition, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Turn:
    """One place in the talk."""

    code: str
    says: tuple[Line, ...]
    wordings: tuple[Wording, ...]
    again: str = ""
    line: int = 0


@dataclass(frozen=True)
class Topic:
    """Something the learner may bring up."""

    code: str
    title: str
    when: tuple[Condition, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Character:
    """Whom the learner talks with: their story, how they speak, how they are drawn."""

    name: str
    age: int
    about: str
    voice: str
    conditions: tuple[str, ...]
    looks: dict[str, str] = field(default_factory=dict)

    @property
    def called(self) -> str:
        return self.name.split()[0]


@dataclass(frozen=True)
class Scenario:
    """A simulated conversation. `most` is the number of turns after which time is up."""

    code: str
    title: str
    setting: str
    task: str
    person: Character
    hidden: dict[str, str]
    barriers: tuple[str, ...]
    strategies: tuple[str, ...]
    most: int
    trust: int
    confidence: int
    start: str
    closing: str
    topics: tuple[Topic, ...]
    turns: dict[str, Turn]
    version: str = ""

    def wording(self, wording_id: str) -> Wording:
        """Raises KeyError when there is no such wording."""
        turn = self.turns[wording_id.rpartition(".")[0]]
        found = next((w for w in turn.wordings if w.id == wording_id), None)
        if found is None:
            raise KeyError(wording_id)
        return found


def all_hold(conditions: tuple[Condition, ...], state) -> bool:
    return all(c.holds(trust=state.trust, confidence=state.confidence, known=state.known) for c in conditions)
