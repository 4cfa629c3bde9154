"""How long the sweep takes over a million enrolled people.

An ordinary day: as many people in each shipped programme for each of its days as if the same number had begun every
day, each at the programme's own hour. The sweep runs every five minutes; measured is the busiest of a day (08:30, when
a programme of many asks), then the same a day later with none between, so that a whole day's occasions are due, and
the worst that can be: everybody has something due at once. Each row made is kept, with its keys checked and its
indexes: message, check-in, decision.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import log

from django.db import connection

from bench.memory import watching
from bench.population import population
from bench.table import Row
from inglenook.between.models import Enrolment
from inglenook.between.sweep.actions import Swept, sweep

NOW = datetime(2026, 3, 10, 8, 31, tzinfo=UTC)
A_DAY = timedelta(days=1)
NIGHT = datetime(2026, 3, 10, 23, tzinfo=UTC)  # after the hour of every programme
MILLION = 1_000_000
NAMES = {10_000: "sweep_10k", 100_000: "sweep_100k", MILLION: "sweep_1m"}

CLEAR = """
TRUNCATE between_decision, between_checkin, between_checkinhistory, messaging_message, messaging_messagehistory,
  between_enrolment, between_enrolmenthistory CASCADE
"""
OWNER = """
INSERT INTO core_user (email, name, password, time_zone, is_active)
  VALUES ('bench@example.org', 'Bench', '', 'Europe/London', true) ON CONFLICT DO NOTHING
"""
# `turn`: an occasion; `begun`: one day of a programme's, with the occasion that comes next then.
ENROL = """
WITH turn AS (
  SELECT s.id, s.programme_id, d.day, s.at, (g.contents ->> 'days')::int AS days
  FROM between_programmestep s JOIN between_programme g ON g.id = s.programme_id AND g.organisation_id IS NULL
  CROSS JOIN LATERAL generate_series(s.first_day, s.last_day, greatest(s.every_days, 1)) d (day)
), begun AS ({begun})
INSERT INTO between_enrolment (person_id, practice_id, programme_id, owner_id, state, started_on, ends_on, channel,
    time_zone, language, every_nth, next_at, next_step_id)
  SELECT p.id, p.practice_id, b.programme_id, (SELECT id FROM core_user WHERE email = 'bench@example.org'), 'running',
    '2026-03-10'::date - b.today, '2026-03-10'::date - b.today + b.days, 'text', 'Europe/London', 'en', 1,
    ('2026-03-10'::date - b.today + b.day + b.at) AT TIME ZONE 'Europe/London', b.id
  FROM people_person p JOIN (SELECT row_number() OVER () - 1 AS n, count(*) OVER () AS all_of, begun.* FROM begun) b
    ON b.n = p.id % b.all_of
"""
AN_ORDINARY_DAY = """
  SELECT DISTINCT ON (programme_id, today) turn.*, today
  FROM turn CROSS JOIN LATERAL generate_series(0, days) t (today)
  WHERE day > today OR day = today AND at >= '08:30' ORDER BY programme_id, today, day
"""
EVERYBODY_DUE = "SELECT turn.*, day AS today FROM turn"


@dataclass(frozen=True)
class Measured:
    """A sweep: its seconds, what it did, and the peak of the database processes' own memory in MB."""

    seconds: float
    swept: Swept
    memory_mb: float

    def share(self, what: str) -> str:
        people = Enrolment.objects.count()
        return f"{what}: {self.swept.enrolments / people:.1%} of the enrolled due, {self.swept.messages:,} messages"


def rows() -> Iterator[Row]:
    seconds = {}
    for size, name in NAMES.items():
        with population(size):
            _enrol(AN_ORDINARY_DAY)
            done = _sweep(NOW)
            seconds[size] = done.seconds
            note = done.share("the busiest five minutes of a day")
            yield _of(f"{name}_s", done.seconds, goal=10 if size == MILLION else None, note=note)
            yield _of(f"{name}_memory_mb", done.memory_mb, "MB", note="of two database processes, buffers not counted")
    yield _of("sweep_slope", _slope(seconds), "", goal=1.1, note="log-log, 10 thousand to a million; 1 is linear")
    with population(MILLION):
        yield from _more_of_a_million()


def _more_of_a_million() -> Iterator[Row]:
    again = _sweep(NOW)
    if again.swept.changed:
        raise AssertionError("a second sweep must make nothing")
    yield _of("sweep_1m_again_s", again.seconds, note="second run, nothing to do")
    day = _sweep(NOW + A_DAY)
    yield _of("sweep_1m_day_s", day.seconds, note=day.share("a whole day's, after a day without a sweep"))
    _enrol(EVERYBODY_DUE)
    worst = _sweep(NIGHT)
    yield _of("sweep_1m_all_due_s", worst.seconds, note=worst.share("everybody due at once"))
    yield _of("sweep_1m_all_due_memory_mb", worst.memory_mb, "MB", note="the same, everybody due at once")


def _slope(seconds: dict[int, float]) -> float:
    """The power of the number of people by which seconds grow, fitted by least squares on logarithms."""
    points = [(log(size), log(taken)) for size, taken in seconds.items()]
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


def _of(name: str, value: float, unit: str = "s", **more) -> Row:
    return Row(name, value, unit, lower_is_better=True, **more)


def _enrol(begun: str) -> None:
    with connection.cursor() as cursor:
        for statement in (CLEAR, OWNER):
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(ENROL.format(begun=begun))
        cursor.execute("RESET session_replication_role")
        cursor.execute("VACUUM (ANALYZE) between_enrolment")
        cursor.execute("CHECKPOINT")


def _sweep(at: datetime) -> Measured:
    with watching(connection.settings_dict["NAME"]) as peak:
        start = time.perf_counter()
        swept = sweep(at=at)
        seconds = time.perf_counter() - start
    return Measured(seconds, swept, peak.mb)
