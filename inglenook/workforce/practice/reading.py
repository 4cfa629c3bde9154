"""A scenario from the text of its file, with what is missing or not understood. Plain Python."""

import hashlib
import re

from .located import Fault, Listed, Map, read
from .scenario import END, HIGHEST, TOPICS, Answer, Character, Condition, Line, Scenario, Topic, Turn, Wording

TOP = "code title setting task updated sign_off barriers strategies most trust confidence person hidden start closing"
KEYS = {
    "the file": set(TOP.split()) | {"topics", "turns", "author"},
    "the person": {"name", "age", "about", "voice", "conditions", "looks"},
    "a topic": {"code", "title", "if"},
    "a turn": {"says", "again", "wordings"},
    "a line": {"text", "if"},
    "a wording": {"say", "does", "note", "reply", "then", "trust", "confidence", "reveals", "answers", "if"},
    "an answer": {"reply", "then", "trust", "confidence", "reveals", "note", "if"},
}
CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
COMPARED = re.compile(r"(trust|confidence) *(>=|<=|<|>) *(\d+)")
KNOWN = re.compile(r"(not )?knows ([a-z][a-z0-9_]*)")


def scenario_of(text: str) -> tuple[Scenario | None, list[Fault]]:
    """The scenario as far as it can be read, and every fault of its form; None when nothing can be made of it."""
    source, faults = read(text)
    if not source:
        return None, faults
    return _Reader(source, faults, text).scenario(), faults


class _Reader:
    """Reads maps into a scenario and writes down what is wrong as it goes."""

    def __init__(self, source: Map, faults: list[Fault], text: str):
        self.source, self.faults, self.text = source, faults, text

    def scenario(self) -> Scenario | None:
        top = self.source
        self.known_keys(top, "the file")
        turns = {code: self.turn(code, found, top) for code, found in self.map(top, "turns").items()}
        if not turns:
            return None
        return Scenario(
            code=self.code(top, "code"),
            title=self.words(top, "title"),
            setting=self.words(top, "setting"),
            task=self.words(top, "task"),
            person=self.person(self.map(top, "person")),
            hidden=self.hidden(self.map(top, "hidden")),
            barriers=self.codes(top, "barriers"),
            strategies=self.codes(top, "strategies"),
            most=self.number(top, "most", 12, 6, 20),
            trust=self.number(top, "trust", 5, 0, HIGHEST),
            confidence=self.number(top, "confidence", 5, 0, HIGHEST),
            start=self.code(top, "start"),
            closing=self.code(top, "closing"),
            topics=tuple(self.topic(one) for one in self.maps(top, "topics")),
            turns=turns,
            version=hashlib.sha256(self.text.encode()).hexdigest()[:12],
        )

    def person(self, found: Map) -> Character:
        self.known_keys(found, "the person")
        looks = found.get("looks")
        return Character(
            name=self.words(found, "name") or "Somebody",
            age=self.number(found, "age", 50, 16, 110),
            about=self.words(found, "about"),
            voice=self.words(found, "voice"),
            conditions=self.codes(found, "conditions"),
            looks={k: v for k, v in looks.items() if isinstance(v, str)} if isinstance(looks, Map) else {},
        )

    def hidden(self, found: Map) -> dict[str, str]:
        return {code: self.words(found, code) for code in found}

    def topic(self, found: Map) -> Topic:
        self.known_keys(found, "a topic")
        return Topic(self.code(found, "code"), self.words(found, "title"), self.conditions(found), found.line)

    def turn(self, code: str, found, top: Map) -> Turn:
        line = self.source["turns"].lines[code]
        if not CODE.fullmatch(code) or code in (TOPICS, END):
            self.fault(line, "code", f"“{code}” cannot be the name of a turn.", "Use small letters, digits and _.")
        if not isinstance(found, Map):
            self.fault(line, "dead_end", f"The turn “{code}” is empty.", "Give it “wordings:” with three to five.")
            found = Map(line)
        self.known_keys(found, "a turn")
        wordings = enumerate(self.maps(found, "wordings", where=line), start=1)
        return Turn(
            code=code,
            says=self.lines(found),
            wordings=tuple(self.wording(f"{code}.{number}", one) for number, one in wordings),
            again=self.words(found, "again", required=False),
            line=line,
        )

    def lines(self, found: Map) -> tuple[Line, ...]:
        """What the person says: one text, or several with conditions."""
        says = found.get("says", "")
        if isinstance(says, str):
            return (Line(says),) if says else ()
        maps = self.maps(found, "says")
        for one in maps:
            self.known_keys(one, "a line")
        return tuple(Line(self.words(one, "text"), self.conditions(one)) for one in maps)

    def wording(self, wording_id: str, found: Map) -> Wording:
        self.known_keys(found, "a wording")
        several = "answers" in found
        answers = self.maps(found, "answers") if several else [found]
        note = self.words(found, "note", required=False)
        does = self.codes(found, "does")
        if not note:
            self.fault(
                found.line, "no_feedback", "This wording has no note.", "Say in “note:” what it did to the talk."
            )
        if not does:
            mend = "Give “does: [open_question]” or another skill of the list in the guide."
            self.fault(found.line, "no_feedback", "This wording does not say what it does.", mend)
        return Wording(
            id=wording_id,
            say=self.words(found, "say"),
            does=does,
            note=note,
            answers=tuple(self.answer(one, apart=several) for one in answers),
            when=self.conditions(found),
            line=found.line,
        )

    def answer(self, found: Map, *, apart: bool) -> Answer:
        if apart:
            self.known_keys(found, "an answer")
        return Answer(
            reply=self.words(found, "reply"),
            then=self.words(found, "then", required=False) or TOPICS,
            trust=self.number(found, "trust", 0, -5, 5),
            confidence=self.number(found, "confidence", 0, -5, 5),
            reveals=self.codes(found, "reveals"),
            note=self.words(found, "note", required=False) if apart else "",
            when=self.conditions(found) if apart else (),
        )

    def conditions(self, found: Map) -> tuple[Condition, ...]:
        if not (said := found.get("if")):
            return ()
        listed = said if isinstance(said, Listed) else [said]
        made = (self.condition(str(one), found.lines["if"]) for one in listed)
        return tuple(one for one in made if one)

    def condition(self, said: str, line: int) -> Condition | None:
        if compared := COMPARED.fullmatch(said):
            return Condition(compared[1], compared[2], int(compared[3]))
        if known := KNOWN.fullmatch(said):
            return Condition("knows", "is not" if known[1] else "is", known[2])
        mend = "Write “trust >= 6”, “confidence < 7”, “knows …” or “not knows …”."
        name = said.split()[0] if said else ""
        self.fault(line, "unknown_variable", f"The condition “{said}” asks after “{name}”, which nobody keeps.", mend)
        return None

    def words(self, found: Map, key: str, *, required: bool = True) -> str:
        said = found.get(key, "")
        if not isinstance(said, str):
            self.fault(found.lines[key], "form", f"“{key}” should be one text.", "Put it in quotes.")
            return ""
        if required and not said:
            self.fault(found.lines.get(key, found.line), "missing", f"“{key}” is missing.", f"Write “{key}: …” here.")
        return said

    def code(self, found: Map, key: str) -> str:
        said = self.words(found, key)
        if said and not CODE.fullmatch(said):
            mend = "Use small letters, digits and _, beginning with a letter."
            self.fault(found.lines[key], "code", f"“{said}” cannot be a {key}.", mend)
        return said

    def codes(self, found: Map, key: str) -> tuple[str, ...]:
        said = found.get(key, [])
        if isinstance(said, str):
            said = [said] if said else []
        return tuple(one for one in said if isinstance(one, str))

    def number(self, found: Map, key: str, default: int, low: int, high: int) -> int:
        if not (said := found.get(key)):
            return default
        if isinstance(said, str) and re.fullmatch(r"[+-]?\d{1,3}", said) and low <= int(said) <= high:
            return int(said)
        what = f"“{key}” is no number from {low} to {high}."
        self.fault(found.lines[key], "number", what, f"Write a whole number from {low} to {high}.")
        return default

    def map(self, found: Map, key: str) -> Map:
        said = found.get(key)
        if isinstance(said, Map):
            return said
        line = found.lines.get(key, found.line)
        self.fault(line, "missing", f"“{key}” is missing.", f"Write “{key}:” and what belongs to it, indented.")
        return Map(line)

    def maps(self, found: Map, key: str, where: int = 0) -> list[Map]:
        said = found.get(key)
        line = found.lines.get(key, where or found.line)
        if not isinstance(said, Listed) or not said:
            kind = "dead_end" if key == "wordings" else "missing"
            self.fault(line, kind, f"There are no {key} here.", f"Write “{key}:” and under it a list, each with “- ”.")
            return []
        for item, at in zip(said, said.lines, strict=True):
            if not isinstance(item, Map):
                self.fault(at, "form", f"One of the {key} is not a map.", "Write it as “- name: text”.")
        return [item for item in said if isinstance(item, Map)]

    def known_keys(self, found: Map, what: str) -> None:
        for key in found:
            if key not in KEYS[what]:
                mend = f"Allowed in {what}: {', '.join(sorted(KEYS[what]))}."
                self.fault(found.lines[key], "unknown_key", f"“{key}” is not understood in {what}.", mend)

    def fault(self, line: int, kind: str, what: str, mend: str) -> None:
        self.faults.append(Fault(line, kind, what, mend))
