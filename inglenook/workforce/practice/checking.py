"""Whether a scenario can be played to its end from wherever it is, and every line of it be heard. Plain Python.

What is called unreachable is so by a bound: trust and confidence are taken to rise and fall as far as all wordings
together could move them, and what may come out to have come out. A line that cannot be reached even then never is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..strategies.files import library
from .located import Fault
from .reading import scenario_of
from .scenario import END, HIGHEST, LOWEST, TOPICS, Answer, Condition, Scenario, Wording
from .skills import AREAS, SKILLS

FEWEST, MOST = 3, 5  # wordings of a turn


def check(text: str) -> tuple[Scenario | None, list[Fault]]:
    """The scenario of a file's text and all its faults, by line; None with faults when it cannot be played."""
    scenario, faults = scenario_of(text)
    if scenario:
        faults = [*faults, *_graph_faults(scenario)]
    faults = sorted(set(faults))
    return (None if faults else scenario), faults


def _graph_faults(s: Scenario) -> Iterator[Fault]:
    for part in (_known, _names, _facts, _turns, _closing, _exits, _unreached, _chances):
        yield from part(s)


def _known(s: Scenario) -> Iterator[Fault]:
    """The barriers and strategies it is to practise for are those of the library."""
    for key, named, known in (
        ("barriers", s.barriers, library().barriers),
        ("strategies", s.strategies, library().strategies),
    ):
        for code in named:
            if code not in known:
                mend = f"One of: {', '.join(sorted(known))}."
                yield Fault(1, "unknown_name", f"“{code}” is not among the {key}.", mend)


def _names(s: Scenario) -> Iterator[Fault]:
    """Turns that are named and do not exist; skills that nobody counts."""
    for key, code in (("start", s.start), ("closing", s.closing)):
        if code not in s.turns:
            yield Fault(1, "unknown_turn", f"“{key}: {code}” names no turn.", "Name one of the turns below.")
    for topic in s.topics:
        if topic.code not in s.turns:
            yield Fault(
                topic.line, "unknown_turn", f"The topic “{topic.code}” has no turn.", "Write a turn of that name."
            )
    for wording in _wordings(s):
        for answer in wording.answers:
            if answer.then not in (*s.turns, TOPICS, END):
                mend = "Name a turn, “topics” or “end”."
                yield Fault(wording.line, "unknown_turn", f"“then: {answer.then}” leads nowhere.", mend)
        for skill in wording.does:
            if skill not in SKILLS:
                mend = f"One of: {', '.join(SKILLS)}."
                yield Fault(wording.line, "unknown_skill", f"“{skill}” is not in the list of skills.", mend)


def _facts(s: Scenario) -> Iterator[Fault]:
    """What comes out must lie hidden; what lies hidden must be able to come out; conditions ask after the same."""
    revealed = {fact for w in _wordings(s) for a in w.answers for fact in a.reveals}
    for wording in _wordings(s):
        for fact in {f for a in wording.answers for f in a.reveals} - set(s.hidden):
            mend = f"Write “{fact}: …” under “hidden:”, or mend the name."
            yield Fault(wording.line, "unknown_variable", f"“reveals: {fact}” is not under “hidden”.", mend)
    for line, condition in _conditions(s):
        if condition.what == "knows" and condition.value not in s.hidden:
            mend = f"Write “{condition.value}: …” under “hidden:”, or mend the name."
            yield Fault(line, "unknown_variable", f"“knows {condition.value}” is not under “hidden”.", mend)
    for fact in s.hidden.keys() - revealed:
        mend = f"Let one answer say “reveals: [{fact}]”."
        yield Fault(1, "unreachable", f"What lies hidden as “{fact}” never comes out.", mend)


def _turns(s: Scenario) -> Iterator[Fault]:
    """Each turn has something to say in every case, and each wording an answer."""
    for turn in s.turns.values():
        count = len(turn.wordings)
        if count and not FEWEST <= count <= MOST:
            mend = f"Give it {FEWEST} to {MOST}."
            yield Fault(turn.line, "count", f"The turn “{turn.code}” has {count} wordings.", mend)
        if count and all(w.when for w in turn.wordings):
            mend = "Take the “if:” from one of its wordings."
            yield Fault(turn.line, "dead_end", f"At “{turn.code}” there may be nothing to say: a dead end.", mend)
    for wording in _wordings(s):
        if wording.answers and wording.answers[-1].when:
            mend = "Add a last answer without “if:”."
            yield Fault(wording.line, "dead_end", "No answer may fit this wording: a dead end.", mend)


def _closing(s: Scenario) -> Iterator[Fault]:
    for wording in s.turns[s.closing].wordings if s.closing in s.turns else ():
        if any(answer.then != END for answer in wording.answers):
            mend = "Write “then: end” in every wording of the closing turn."
            yield Fault(wording.line, "no_end", "This wording of the closing turn does not end the talk.", mend)


def _exits(s: Scenario) -> Iterator[Fault]:
    """Turns from which neither the topics nor the end can be reached: the talk would go round for ever."""
    leads = {code: {a.then for w in turn.wordings for a in w.answers} for code, turn in s.turns.items()}
    free = {TOPICS, END}
    while more := {code for code, to in leads.items() if to & free} - free:
        free |= more
    for code in [code for code, to in leads.items() if code not in free and to and to <= leads.keys()]:
        way = " → ".join(_round(code, leads))
        mend = "Let one wording of the round lead to “topics” or “end”."
        yield Fault(s.turns[code].line, "loop", f"A loop without a way out: {way}.", mend)


def _round(code: str, leads: dict[str, set[str]]) -> list[str]:
    way = [code]
    while way.count(way[-1]) == 1:
        way.append(min(leads[way[-1]]))
    return way


@dataclass
class _Reach:
    """All that could ever be so in a scenario, and more: see the head of this module."""

    s: Scenario
    turns: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    answers: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self):
        self.bounds = {"trust": _bounds(self.s, "trust"), "confidence": _bounds(self.s, "confidence")}
        self.turns |= {self.s.start, self.s.closing} & self.s.turns.keys()
        size = -1
        while size != (size := len(self.turns) + len(self.known) + len(self.answers)):
            self._grow()

    def _grow(self) -> None:
        self.turns |= {t.code for t in self.s.topics if self.can_hold(t.when)} & self.s.turns.keys()
        for code in list(self.turns):
            for wording in self.s.turns[code].wordings:
                for number, answer in self.given(wording):
                    self.answers.add((wording.id, number))
                    self.known |= set(answer.reveals)
                    self.turns |= {answer.then} & self.s.turns.keys()

    def given(self, wording: Wording) -> Iterator[tuple[int, Answer]]:
        """The answers that could be given: none after one that always fits."""
        if not self.can_hold(wording.when):
            return
        for number, answer in enumerate(wording.answers):
            if self.can_hold(answer.when):
                yield number, answer
            if not answer.when:
                return

    def can_hold(self, conditions: Iterable[Condition]) -> bool:
        return all(self._can(one) for one in conditions)

    def _can(self, one: Condition) -> bool:
        if one.what == "knows":
            return one.sign == "is not" or one.value in self.known
        low, high = self.bounds[one.what]
        value = int(one.value)
        return {">=": high >= value, ">": high > value, "<=": low <= value, "<": low < value}[one.sign]


def _bounds(s: Scenario, what: str) -> tuple[int, int]:
    """The least and the most that trust or confidence could come to, every wording being said once."""
    moves = [[getattr(a, what) for a in w.answers] or [0] for w in _wordings(s)]
    down, up = sum(min(0, *m) for m in moves), sum(max(0, *m) for m in moves)
    begins = getattr(s, what)
    return max(LOWEST, begins + down), min(HIGHEST, begins + up)


def _unreached(s: Scenario) -> Iterator[Fault]:
    reach = _Reach(s)
    for turn in s.turns.values():
        if turn.code not in reach.turns:
            mend = f"Make it a topic, or let a wording say “then: {turn.code}”."
            yield Fault(turn.line, "unreachable", f"Nothing leads to the turn “{turn.code}”.", mend)
            continue
        for wording in turn.wordings:
            yield from _unheard(wording, reach)
        if any(not reach.can_hold(line.when) for line in turn.says):
            yield Fault(turn.line, "unreachable", "One of its lines can never be said.", "Mend its “if:”.")


def _unheard(wording: Wording, reach: _Reach) -> Iterator[Fault]:
    if not reach.can_hold(wording.when):
        yield Fault(wording.line, "unreachable", "This wording can never be chosen.", "Mend its “if:”.")
        return
    for number in range(len(wording.answers)):
        if (wording.id, number) not in reach.answers:
            mend = "Mend its “if:”, or put it before the answer that always fits."
            yield Fault(wording.line, "unreachable", f"Answer {number + 1} can never be given.", mend)


def _chances(s: Scenario) -> Iterator[Fault]:
    """What the feedback counts, the learner must be able to do, or to leave undone."""
    offered = {skill for w in _wordings(s) for skill in w.does}
    for area in AREAS:
        if not offered & set(area.counts):
            mend = f"Give at least one wording “does: [{area.counts[0]}]”."
            yield Fault(1, "no_feedback", f"Nothing here can be counted for “{area.title}”.", mend)


def _wordings(s: Scenario) -> list[Wording]:
    return [wording for turn in s.turns.values() for wording in turn.wordings]


def _conditions(s: Scenario) -> Iterator[tuple[int, Condition]]:
    for topic in s.topics:
        yield from ((topic.line, one) for one in topic.when)
    for turn in s.turns.values():
        yield from ((turn.line, one) for line in turn.says for one in line.when)
        for wording in turn.wordings:
            yield from ((wording.line, one) for one in wording.when)
            yield from ((wording.line, one) for answer in wording.answers for one in answer.when)
