"""What an answer is judged by: what was said before, and former readings. Two statements, however many check-ins."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from inglenook.core import clock
from inglenook.people.measures import MEASURES
from inglenook.people.models import Result

from ..models import CheckIn, CheckInAnswer
from ..programmes.api import programme_of
from ..rules import Kind, Programme, Question, Rule
from .firing import Judged, fired
from .heard import Known, Taken, Understood
from .parting import Part

LOOKED_BACK = timedelta(days=90)


@dataclass
class Background:
    """One check-in with its programme, what is answered already, and former readings by measure, oldest first."""

    check_in: CheckIn
    programme: Programme
    given: dict[str, CheckInAnswer] = field(default_factory=dict)
    history: dict[str, list[Taken]] = field(default_factory=dict)

    @property
    def asked(self) -> list[Question]:
        """The questions of the step, and those that an answer already given brought with it."""
        step = next(step for step in self.programme.steps if step.code == self.check_in.step.code)
        codes = [*step.questions, *(code for rule in self.rules_given for code in rule.ask)]
        questions = {question.code: question for question in self.programme.questions}
        return [questions[code] for code in dict.fromkeys(codes)]

    @property
    def parts_given(self) -> list[Part]:
        """What was answered before, as it was read then."""
        questions = [question for question in self.programme.questions if question.code in self.given]
        return [Part(q, self.given[q.code].said, _again(self.given[q.code], q.kind)) for q in questions]

    @property
    def rules_given(self) -> list[Rule]:
        """The rules that what was answered before set off."""
        return fired(self.programme, self.judged()) if self.given else []

    @property
    def open(self) -> list[Question]:
        return [question for question in self.asked if question.code not in self.given]

    def judged(self, heard: dict[str, Understood] | None = None) -> Judged:
        """What the rules look at: what was answered before, and what has just been heard."""
        before = {code: _again(answer, self._kind(code)) for code, answer in self.given.items()}
        thresholds = self.check_in.enrolment.thresholds
        return Judged(answers=before | (heard or {}), history=self.history, thresholds=thresholds)

    def known(self, question: Question, *, at: datetime, by_carer: bool) -> Known:
        """What is known beside the words of an answer to this question."""
        enrolment = self.check_in.enrolment
        before = [taken for taken in self.history.get(question.measure, ()) if taken.at < at]
        return Known(
            at=at.astimezone(ZoneInfo(enrolment.time_zone)),
            last=before[-1] if before else None,
            by_carer=by_carer,
            language=enrolment.language,
        )

    def _kind(self, code: str) -> Kind | None:
        return next((question.kind for question in self.programme.questions if question.code == code), None)


def backgrounds(check_ins: Iterable[CheckIn]) -> dict[int, Background]:
    """By the check-in's key. The check-ins come with their enrolment, its programme and their step."""
    found = {one.pk: Background(one, programme_of(one.enrolment.programme)) for one in check_ins}
    for answer in CheckInAnswer.objects.filter(check_in__in=list(found)).select_related("result"):
        found[answer.check_in_id].given[answer.question] = answer
    measures = {q.measure for one in found.values() for q in one.programme.questions if q.kind == Kind.READING}
    if measures:
        histories = _histories({one.check_in.person_id for one in found.values()}, measures)
        for one in found.values():
            one.history = histories[one.check_in.person_id]
    return found


def _again(answer: CheckInAnswer, kind: Kind | None) -> Understood:
    """An answer given before. A reading is not said anew, so it sets nothing off again."""
    if kind == Kind.READING and answer.result:
        numbers = tuple(answer.value) if isinstance(answer.value, list) else (answer.value,)
        return Understood(answer.value, (Taken(numbers, answer.result.taken_at),))
    return Understood(answer.value)


def _histories(people: set[int], measures: set[str]) -> dict[int, dict[str, list[Taken]]]:
    parts = {code: MEASURES[code].parts or (code,) for code in measures}
    rows = Result.objects.filter(
        person__in=people,
        measure__in={part for each in parts.values() for part in each},
        is_wrong=False,
        taken_at__gt=clock.now() - LOOKED_BACK,
        number__isnull=False,
    )
    found: dict[int, dict[tuple[datetime, str], float]] = defaultdict(dict)
    for person, measure, at, number in rows.values_list("person", "measure", "taken_at", "number"):
        found[person][at, measure] = number
    return defaultdict(dict, {person: _taken(numbers, parts) for person, numbers in found.items()})


def _taken(numbers: dict[tuple[datetime, str], float], parts: dict[str, tuple[str, ...]]) -> dict[str, list[Taken]]:
    moments = sorted({at for at, _ in numbers})
    return {
        code: [
            Taken(tuple(numbers[at, part] for part in each), at)
            for at in moments
            if all((at, part) in numbers for part in each)
        ]
        for code, each in parts.items()
    }
