"""How many replies are seen to in a second: read, kept, judged by the programme's rules, told and answered."""

import time
from datetime import timedelta

from django.db import connection

from bench.population import population
from bench.table import Row
from inglenook.between.models import Alert, CheckIn, CheckInAnswer, Enrolment, Programme
from inglenook.between.replies.inbox import handle_waiting
from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.messaging.models import Reply
from inglenook.people.models import Person

PEOPLE = 9_998  # a database of its own
REPLIES = 3_000
# Of a hundred: as in trials of such programmes most are plain readings; a few past a bound, a few that cannot be read.
SAID = ["128/78"] * 50 + ["bp was 138 over 84 this morning"] * 32 + ["155/97"] * 6 + ["188/121"] * 2
SAID += ["not today love"] * 5 + ["thanks"] * 4 + ["bad chest pain"]


def rows() -> list[Row]:
    with population(PEOPLE):
        _empty()
        with access.working():
            _ask_everybody()
        start = time.perf_counter()
        if handle_waiting() != REPLIES:
            raise AssertionError("every reply must be seen to")
        seconds = time.perf_counter() - start
        _check()
        note = f"{REPLIES:,} replies, one worker, {Alert.objects.count()} alerts among them"
    return [Row("replies_handled_per_s", REPLIES / seconds, "1/s", note=note)]


def _empty() -> None:
    """The database stays from run to run; what the last one left would be answered again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE between_enrolment, between_checkin, between_decision, messaging_reply, messaging_message,"
            " planning_task CASCADE"
        )
        cursor.execute("DELETE FROM people_result WHERE source_key LIKE '%:systolic' OR source_key LIKE '%:diastolic'")


def _ask_everybody() -> None:
    owner, _ = User.objects.get_or_create(email="replies-bench@example.org", name="Bench Nurse")
    programme = Programme.objects.get(code="blood_pressure_at_home", organisation=None)
    step = programme.steps.filter(kind="check_in").first()
    today, now = clock.today(), clock.now()
    people = list(Person.objects.filter(is_dead=False).order_by("pk")[:REPLIES])
    given = {"programme": programme, "owner": owner, "channel": "text", "started_on": today}
    ends_on = today + timedelta(days=90)
    enrolments = Enrolment.objects.bulk_create(Enrolment(person=one, ends_on=ends_on, **given) for one in people)
    CheckIn.objects.bulk_create(
        CheckIn(person_id=one.person_id, enrolment=one, step=step, due_at=now - timedelta(hours=1))
        for one in enrolments
    )
    Reply.objects.bulk_create(
        Reply(person=one, channel="text", text=SAID[number % len(SAID)], received_at=now)
        for number, one in enumerate(people)
    )


def _check() -> None:
    read = sum("/" in text or " over " in text for text in SAID) * REPLIES // len(SAID)
    if CheckInAnswer.objects.count() != read or Reply.objects.filter(read_at=None).exists():
        raise AssertionError("every reading must be kept, and every reply seen to")
