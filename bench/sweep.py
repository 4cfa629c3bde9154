"""How long the sweep takes over a million enrolled people.

Everybody is in one of the shipped programmes, started on any day of the last months. Two cases: one in seven has
something due now (all whose weekday it is, all at one hour, as if everybody had agreed to ten o'clock), and the worst
of a day: everybody has. Each row made is kept, with its keys checked and its indexes: message, check-in, decision.
"""

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log
from pathlib import Path

from django.db import connection

from bench.population import population
from bench.table import Row
from inglenook.between.sweep.actions import sweep

NOW = datetime(2026, 3, 10, 10, 2, tzinfo=UTC)
SIZES = (10_000, 100_000, 1_000_000)

CLEAR = """
TRUNCATE between_decision, between_checkin, between_checkinhistory, messaging_message, messaging_messagehistory,
  between_enrolment, between_enrolmenthistory CASCADE
"""
OWNER = """
INSERT INTO core_user (email, name, password, time_zone, is_active)
  VALUES ('bench@example.org', 'Bench', '', 'Europe/London', true) ON CONFLICT DO NOTHING
"""
ENROL = """
INSERT INTO between_enrolment (person_id, practice_id, programme_id, owner_id, state, started_on, ends_on, channel,
    time_zone, language, every_nth, at, next_at, next_step_id)
  SELECT p.id, p.practice_id, s.programme_id, (SELECT id FROM core_user WHERE email = 'bench@example.org'), 'running',
    '2026-03-10'::date - s.day, '2026-03-10'::date - s.day + 182, 'text', 'Europe/London', 'en', 1, '10:00',
    '2026-03-10 10:00+00'::timestamptz
      + (CASE WHEN p.id %% %(one_in)s = 0 THEN 0 ELSE 1 + p.id %% 6 END) * interval '1 day',
    s.id
  FROM people_person p JOIN (
    SELECT row_number() OVER () - 1 AS n, count(*) OVER () AS all_of, s.id, s.programme_id, d.day
    FROM between_programmestep s JOIN between_programme g ON g.id = s.programme_id AND g.organisation_id IS NULL
    CROSS JOIN LATERAL generate_series(s.first_day, s.last_day, greatest(s.every_days, 1)) d (day)
  ) s ON s.n = p.id %% s.all_of
"""


@dataclass(frozen=True)
class Measured:
    """Seconds of a sweep and of a second one, the messages the first made, and the database process's peak memory."""

    first: float
    again: float
    messages: int
    memory_mb: float


def rows() -> list[Row]:
    sevenths = {size: measure(size, one_in=7) for size in SIZES}
    million, worst = sevenths[SIZES[-1]], measure(SIZES[-1], one_in=1)
    slope = (log(million.first) - log(sevenths[SIZES[0]].first)) / (log(SIZES[-1]) - log(SIZES[0]))
    return [
        *(_row(size, measured) for size, measured in sevenths.items()),
        _of("sweep_1m_all_due_s", worst.first, note=f"everybody due at once: {worst.messages:,} messages"),
        _of("sweep_1m_again_s", million.again, note="second run, nothing to do"),
        _of("sweep_slope", slope, "", goal=1.1, note="log-log from 10 thousand to a million; 1 is linear"),
        _of("sweep_1m_memory_mb", million.memory_mb, "MB", note="peak of the database process, one in seven due"),
        _of("sweep_1m_all_due_memory_mb", worst.memory_mb, "MB", note="the same, everybody due at once"),
    ]


def _row(size: int, measured: Measured) -> Row:
    name = {10_000: "sweep_10k_s", 100_000: "sweep_100k_s", 1_000_000: "sweep_1m_s"}[size]
    goal = 10 if size == SIZES[-1] else None
    return _of(name, measured.first, goal=goal, note=f"all enrolled, one in seven due: {measured.messages:,} messages")


def _of(name: str, value: float, unit: str = "s", **more) -> Row:
    return Row(name, value, unit, lower_is_better=True, **more)


def measure(people: int, *, one_in: int) -> Measured:
    with population(people):
        with connection.cursor() as cursor:
            _enrol(cursor, one_in)
        first, swept = _timed()
        memory = _peak_mb()
        again, second = _timed()
    if second.changed:
        raise AssertionError("a second sweep must make nothing")
    return Measured(first, again, swept.messages, memory)


def _enrol(cursor, one_in: int) -> None:
    for statement in (CLEAR, OWNER):
        cursor.execute(statement)
    cursor.execute("SET session_replication_role = replica")
    cursor.execute(ENROL, {"one_in": one_in})
    cursor.execute("RESET session_replication_role")
    cursor.execute("VACUUM (ANALYZE) between_enrolment")
    cursor.execute("CHECKPOINT")


def _timed():
    start = time.perf_counter()
    swept = sweep(at=NOW)
    return time.perf_counter() - start, swept


def _peak_mb() -> float:
    """The most memory that this connection's server process has held, shared buffers it touched with it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        status = Path(f"/proc/{cursor.fetchone()[0]}/status")
    peak = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(peak[1]) / 1024 if peak else float("nan")
