"""How long the server takes for every page of everybody, with a million people in the database, and how much it asks.

The requests go through the whole of Django with its middleware, so each runs under the row-level policies of whoever
asks. What the browser does after is not in it. Beside the time by the clock stands the processor's, of this process and
of the database's: that says the same whatever else the machine does.
"""

import logging
import statistics
import time
from dataclasses import dataclass

from django.test import Client

from bench.life import lived
from bench.population import population
from bench.processor import processor_ms
from bench.table import Row
from inglenook.config.processes import prepare
from inglenook.core import clock
from inglenook.core.models import User
from tests.asking import questions
from tests.pages import Finder, asking_with, pages

PEOPLE = 1_000_000
TIMES = 8
WORST = 5


@dataclass(frozen=True)
class Timed:
    """One page as one user: milliseconds of each request, of the processor for one, and statements asked."""

    who: str
    page: str
    ms: list[float]
    processor_ms: float
    queries: int

    @property
    def p95(self) -> float:
        return p95(self.ms)


def rows(people: int = PEOPLE) -> list[Row]:
    logging.getLogger("django.request").setLevel(logging.ERROR)  # who may open what is found by asking
    prepare()
    with population(people):
        timed = [page for who, user in lived(clock.today()).items() for page in _pages_of(who, user)]
    slow = sorted(timed, key=lambda page: -page.p95)[:WORST]
    curious = max(timed, key=lambda page: page.queries)
    everything = [ms for page in timed for ms in page.ms]
    worst = ", ".join(f"{page.page} as {page.who} {page.p95:.0f} ms ({page.queries} statements)" for page in slow)
    return [
        Row(
            "page_p95_ms", p95(everything), "ms", goal=50, lower_is_better=True,
            note=f"{len(timed)} pages, {people:,} people, {TIMES} requests each",
        ),
        Row(
            "page_slowest_p95_ms", slow[0].p95, "ms", goal=50, lower_is_better=True,
            note=f"slowest at their own p95: {worst}",
        ),
        Row(
            "page_processor_p95_ms", p95([page.processor_ms for page in timed]), "ms", goal=50, lower_is_better=True,
            note="time of the processor in Python and in the database, mean of each page",
        ),
        Row(
            "page_queries_max", curious.queries, "statements", goal=12, lower_is_better=True,
            note=f"{curious.page} as {curious.who}",
        ),
    ]  # fmt: skip


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def _pages_of(who: str, user: User) -> list[Timed]:
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    finder = Finder(user.email, asking_with(client))
    found = ((page.name, finder.find(page)) for page in pages())
    return [_time(client, who, name, at) for name, at in found if at]


def _time(client: Client, who: str, name: str, at: str) -> Timed:
    """The page was opened when it was found and is once more to count: it is warm."""
    queries = len(questions(client, at))
    before = processor_ms()
    ms = [_milliseconds(client, at) for _ in range(TIMES)]
    return Timed(who, name, ms, (processor_ms() - before) / TIMES, queries)


def _milliseconds(client: Client, at: str) -> float:
    start = time.perf_counter()
    client.get(at)
    return 1000 * (time.perf_counter() - start)
