"""From what was said to what is kept: many answers at a time, each statement once for all of them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from inglenook.core.models import User
from inglenook.messaging.models import Reply

from ..models import CheckIn
from ..rules import Kind, Question, Rule
from .background import Background
from .choosing import read
from .firing import PRESSING, fired, most_pressing
from .heard import Understood
from .parting import Part, part

CORRECTED = re.compile(r"\b(sorry|meant|mean|correction|correct|wrong|mistake|should have been|typo|oops|not)\b", re.I)


@dataclass(frozen=True)
class Telling:
    """What somebody said to a check-in: one text for all its questions, or a text for each by its code."""

    check_in: CheckIn
    said: str | dict[str, str]
    way: str
    at: datetime
    by: User | None = None
    reply: Reply | None = None

    @property
    def by_carer(self) -> bool:
        return bool(self.check_in.enrolment.carer_id or (self.reply and self.reply.carer_id))

    @property
    def text(self) -> str:
        return self.said if isinstance(self.said, str) else "\n".join(self.said.values())


@dataclass
class Heard:
    """What came of a telling: the parts read, the rules set off, and whether an answer before was put right."""

    telling: Telling
    background: Background
    parts: list[Part]
    rules: list[Rule] = field(default_factory=list)

    @property
    def understood(self) -> list[Part]:
        return [one for one in self.parts if isinstance(one.heard, Understood)]

    @property
    def unclear(self) -> list[Part]:
        return [one for one in self.parts if not isinstance(one.heard, Understood)]

    @property
    def changes(self) -> bool:
        """Whether what was given before was answered anew."""
        return any(one.question.code in self.background.given for one in self.understood)

    @property
    def corrects(self) -> bool:
        """Whether it says that what was given before was wrong, and is not simply one more reading."""
        on_a_form = isinstance(self.telling.said, dict)
        return self.changes and (on_a_form or bool(CORRECTED.search(self.telling.text)))

    @property
    def telling_rules(self) -> list[Rule]:
        """Those that somebody is told of."""
        return most_pressing(self.rules)

    @property
    def says(self) -> list[str]:
        """What the programme says to it, each thing once: of rules that somebody is told of, the most pressing."""
        speaking = self.telling_rules or self.rules
        return list(dict.fromkeys(rule.says for rule in speaking if rule.says))

    @property
    def feared(self) -> list[Rule]:
        """The rules that somebody would be told of if what is unclear meant the worst that it may mean."""
        maybe = {one.question.code: set(one.heard.maybe) for one in self.unclear}
        rules = (rule for rule in self.background.programme.rules if rule.level)
        may = [rule for rule in rules if maybe.get(rule.when.question, set()) & set(rule.when.answers)]
        return sorted(may, key=lambda rule: PRESSING[rule.level])

    @property
    def still_open(self) -> list[Question]:
        heard = {one.question.code for one in self.understood}
        asked_now = {code for rule in self.rules for code in rule.ask}
        known = {question.code for question in self.background.open}
        return [
            question
            for question in self.background.programme.questions
            if question.code in known | asked_now and question.code not in {*heard, *self.background.given}
        ]


def hear(telling: Telling, background: Background) -> Heard:
    """Read what was said, and see which rules it sets off."""
    heard = Heard(telling, background, _parts(telling, background))
    now = {one.question.code: one.heard for one in heard.understood}
    about = set(now)
    heard.rules = [
        rule
        for rule in fired(background.programme, background.judged(now))
        if rule.when.question in about or (rule.when.points_at_least is not None and about)
    ]
    return heard


def _parts(telling: Telling, background: Background) -> list[Part]:
    def known(question: Question):
        return background.known(question, at=telling.at, by_carer=telling.by_carer)

    if isinstance(telling.said, dict):
        asked = {question.code: question for question in background.asked}
        given = {code: text for code, text in telling.said.items() if code in asked and text.strip()}
        return [Part(asked[code], text, read(text, asked[code], known(asked[code]))) for code, text in given.items()]
    return _first_understood(telling.said, background, known)


def _first_understood(text: str, background: Background, known: Callable) -> list[Part]:
    """For what is still asked; else, where nothing of it can be read so, for what was answered before."""
    tries: Iterable[list[Question]] = (background.open, _again(background))
    found = [part(text, questions, known) for questions in tries if questions]
    return next((parts for parts in found if any(isinstance(one.heard, Understood) for one in parts)), found[0])


def _again(background: Background) -> list[Question]:
    """Questions answered before: all when none is open, else those whose answer cannot be mistaken for another's."""
    given = [question for question in background.asked if question.code in background.given]
    if not background.open:
        return [question for question in given if question.kind != Kind.WORDS] or given
    return [question for question in given if question.kind == Kind.READING]
