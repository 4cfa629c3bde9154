"""Keeping what was understood: answers as said, readings as results of the person's own. A few statements for many."""

from collections.abc import Iterator

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from inglenook.core import clock
from inglenook.messaging.models import Message
from inglenook.people.measures import MEASURES
from inglenook.people.models import Result, Source
from inglenook.people.own.readings import BY_CARER, SOURCES, row_of

from ..models import CheckIn, CheckInAnswer, Enrolment
from ..rules import Kind
from .hearing import Heard
from .parting import Part


def keep(heard: list[Heard]) -> None:
    """Keep answers and readings, and say of check-ins and enrolments that somebody was heard. Safe to repeat."""
    _take_back([one for one in heard if one.corrects])
    results = _keep_results(heard)
    _keep_answers(heard, results)
    _note(heard)


def source_of(heard: Heard) -> str:
    """Where a reading comes from, in words."""
    names = BY_CARER if heard.telling.by_carer else SOURCES
    return names[heard.telling.way]


def _key(heard: Heard, part: Part) -> str:
    """What names one saying of one answer: the reply's ref, or the check-in's and the moment."""
    telling = heard.telling
    said = telling.reply.ref if telling.reply else f"{telling.check_in.ref}@{telling.at:%Y%m%d%H%M%S%f}"
    return f"{said}:{part.question.code}"


def _take_back(heard: list[Heard]) -> None:
    """Readings that the person says were wrong stay in the record as entered in error."""
    wrong = Q()
    for one in heard:
        for part in one.understood:
            before = one.background.given.get(part.question.code)
            if before and before.result:
                key = before.result.source_key.rsplit(":", 2)[0]
                wrong |= Q(source=before.result.source_id, source_key__startswith=f"{key}:", person=before.person_id)
    if wrong:
        Result.objects.filter(wrong).update(is_wrong=True)


def _keep_results(heard: list[Heard]) -> dict[tuple[str, str], Result]:
    """The results by source and key."""
    sources = {name: Source.objects.get_or_create(name=name)[0] for name in {source_of(one) for one in heard}}
    rows = [row for one in heard for part in one.understood for row in _results(one, part, sources[source_of(one)])]
    Result.objects.bulk_create(rows, ignore_conflicts=True)
    kept = Result.objects.filter(source__in=sources.values(), source_key__in=[row.source_key for row in rows])
    return {(row.source_id, row.source_key): row for row in kept} if rows else {}


def _results(heard: Heard, part: Part, source: Source) -> Iterator[Result]:
    if part.question.kind != Kind.READING:
        return
    codes = MEASURES[part.question.measure].parts or (part.question.measure,)
    for nth, taken in enumerate(part.heard.readings):
        for code, number in zip(codes, taken.numbers, strict=True):
            key, person_id = f"{_key(heard, part)}:{nth}", heard.telling.check_in.person_id
            yield row_of(person_id, source=source, key=key, measure=code, number=number, taken_at=taken.at)


def _keep_answers(heard: list[Heard], results: dict[tuple[str, str], Result]) -> None:
    by_key = {key: row for (_, key), row in results.items()}
    rows = {
        (one.telling.check_in.pk, part.question.code): _answer(one, part, by_key)
        for one in heard
        for part in one.understood
    }
    CheckInAnswer.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["check_in", "question"],
        update_fields=["said", "value", "result", "way", "reply", "answered_at", "written_by", "written_at"],
    )


def _answer(heard: Heard, part: Part, results: dict[str, Result]) -> CheckInAnswer:
    telling = heard.telling
    last = f"{_key(heard, part)}:{len(part.heard.readings) - 1}:"
    return CheckInAnswer(
        person_id=telling.check_in.person_id,
        check_in=telling.check_in,
        question=part.question.code,
        reply=telling.reply,
        said=part.said,
        value=part.heard.value,
        result=next((row for key, row in results.items() if key.startswith(last)), None),
        way=telling.way,
        answered_at=telling.at,
        written_by=telling.by,
        written_at=clock.now(),
    )


def _note(heard: list[Heard]) -> None:
    """Complete check-ins are answered; whoever said anything at all is no longer silent."""
    done = [one.telling.check_in.pk for one in heard if one.understood and not one.still_open]
    again = [one.telling.check_in.pk for one in heard if one.understood and one.still_open]
    now = clock.now()
    CheckIn.objects.filter(pk__in=done).update(answered_at=Coalesce(F("answered_at"), now))
    CheckIn.objects.filter(pk__in=again).update(answered_at=None)
    enrolments = [one.telling.check_in.enrolment_id for one in heard]
    Enrolment.objects.filter(pk__in=enrolments).update(silent_for=0, last_heard_at=now)
    messages = [one.telling.check_in.message_id for one in heard if one.telling.check_in.message_id]
    Message.objects.filter(pk__in=messages, answered_at=None).update(answered_at=now)
