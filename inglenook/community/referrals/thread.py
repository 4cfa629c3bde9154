"""A referral as one story, read in the statement that reads the referral."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, QuerySet

from inglenook.core.rows import rows_of
from inglenook.measures.api import instruments
from inglenook.measures.models import Administration

from ..models import Concern, Introduction, Referral, ReferralStep, RiskNote, Visit, WordBack
from . import rules

STEP = ("at", "state", "because", "note")
VISIT = ("at", "way", "minutes", "discussed", "agreed")
INTRODUCTION = ("ref", "service_id", "state", "state_at", "need", "words_back", "with_somebody")
IS_UNWRITTEN = ExpressionWrapper(Q(state="asked", organisation=None, link=""), BooleanField())
MEASURE = ("answered_at", "instrument", "answers", "score", "low", "high")
WORD = ("made_at", "way", "text", "sent_at")
CONCERN = ("ref", "what", "at", "closed_at")


@dataclass(frozen=True)
class Line:
    """One thing of the thread. `kind` is step, visit, service, measure or word; `said` are the person's or a
    service's words, `by` who did it."""

    at: datetime
    kind: str
    title: str
    text: str = ""
    said: str = ""
    by: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Thread:
    """The lines, oldest first, with what stands beside them as mappings."""

    lines: list[Line]
    introductions: list[dict]
    risks: list[dict]
    concerns: list[dict]


def with_thread(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """Referrals with the rows that `thread` tells of."""
    of, by = {"referral": OuterRef("pk")}, {"by": F("by__name")}
    service = {"service": F("service__name"), "phone": F("service__phone"), "is_unwritten": IS_UNWRITTEN}
    answered = Administration.objects.filter(person=OuterRef("person"), answered_at__gte=OuterRef("made_at"))
    return referrals.annotate(
        step_rows=rows_of(ReferralStep.objects.filter(**of), STEP, **by),
        visit_rows=rows_of(Visit.objects.filter(**of), VISIT, **by),
        introduction_rows=rows_of(Introduction.objects.filter(**of).order_by("pk"), INTRODUCTION, **service, **by),
        measure_rows=rows_of(answered, MEASURE),
        word_rows=rows_of(WordBack.objects.filter(**of), WORD),
        risk_rows=rows_of(RiskNote.objects.filter(**of), ("what", "comment")),
        concern_rows=rows_of(Concern.objects.filter(**of), CONCERN, told=F("told__name"), **by),
    )


def thread(referral: Referral) -> Thread:
    """Of a referral read `with_thread`."""
    introductions = [row | {"says": Introduction.State(row["state"]).label} for row in referral.introduction_rows]
    lines = chain(
        map(_step, referral.step_rows),
        map(_visit, referral.visit_rows),
        map(_service, introductions),
        map(_measure, referral.measure_rows),
        map(_word, referral.word_rows),
    )
    return Thread(
        sorted(lines, key=lambda line: line.at),
        introductions,
        referral.risk_rows,
        [row | {"at": _time(row["at"])} for row in referral.concern_rows],
    )


def introduced_to(referral: Referral) -> tuple[int, ...]:
    """Keys of the services that this one is on the way to, or goes to; of a referral read `with_thread`."""
    return tuple(row["service_id"] for row in referral.introduction_rows if row["state"] not in Introduction.OVER)


def _step(row: dict) -> Line:
    reason = rules.reasons()[row["because"]].title if row["because"] else ""
    title = rules.states()[row["state"]].title
    return Line(_time(row["at"]), "step", title, row["note"], by=row["by"] or "", facts=_facts(reason))


def _visit(row: dict) -> Line:
    minutes = f"{row['minutes']} minutes" if row["minutes"] else ""
    agreed = f"Agreed: {row['agreed']}" if row["agreed"] else ""
    text = "\n".join(part for part in (row["discussed"], agreed) if part)
    return Line(_time(row["at"]), "visit", Visit.Way(row["way"]).label, text, by=row["by"], facts=_facts(minutes))


def _service(row: dict) -> Line:
    along = "A link worker goes along the first time" if row["with_somebody"] else ""
    facts = _facts(row["says"], along)
    return Line(_time(row["state_at"]), "service", row["service"], row["need"], row["words_back"], row["by"], facts)


def _measure(row: dict) -> Line:
    known = instruments()[row["instrument"]]
    said = ". ".join(_answers(known, row["answers"]))
    total = f"{row['score']:g} of {row['low']:g} to {row['high']:g}" if row["score"] is not None else ""
    return Line(_time(row["answered_at"]), "measure", known.title, said, facts=_facts(total))


def _answers(known, answers: dict) -> Iterator[str]:
    for question in known.questions:
        if answers.get(question.code) is not None:
            yield f"{question.short}: {question.says(answers[question.code])}"


def _word(row: dict) -> Line:
    facts = _facts(WordBack.Way(row["way"]).label, "" if row["sent_at"] else "not sent yet")
    return Line(_time(row["made_at"]), "word", "Word back", row["text"], facts=facts)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _facts(*facts: str) -> tuple[str, ...]:
    return tuple(fact for fact in facts if fact)
