"""How long it takes to find who is due, when and why, in a million people."""

import time
from datetime import date

from django.db import connection

from bench.population import population
from bench.table import Row
from inglenook.planning.recall.actions import recall

ON = date(2026, 3, 10)
PEOPLE = 1_000_000


def rows() -> list[Row]:
    quarter, _, _ = measure(PEOPLE // 4)
    first, again, opened = measure(PEOPLE)
    return [
        Row(
            "recall_1m_s", first, "s", goal=10, lower_is_better=True,
            beside=4 * quarter, beside_name="four times a quarter of the people",
            note=f"first run, {opened:,} reviews opened",
        ),
        Row("recall_1m_again_s", again, "s", goal=10, lower_is_better=True, note="second run, nothing to change"),
    ]  # fmt: skip


def measure(people: int) -> tuple[float, float, int]:
    """Seconds of the first and of the second run over so many people, and the cycles the first opened."""
    with population(people):
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE planning_reviewcycle CASCADE")
        first, called = _timed()
        again, second = _timed()
    if second.changed:
        raise AssertionError("a second run must change nothing")
    return first, again, called.opened


def _timed():
    start = time.perf_counter()
    called = recall(on=ON)
    return time.perf_counter() - start, called
