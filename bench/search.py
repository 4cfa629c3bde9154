"""How long a question in plain words takes over 100,000 services, and how good the answers are.

Beside it what somebody would write with PostgreSQL's own full-text search: a tsvector column with a GIN index,
`websearch_to_tsquery` and `ts_rank`, the same filters by joins.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from django.db import connection

from bench.population import population
from bench.processor import processor_ms
from bench.services import write
from bench.table import Row
from inglenook.community.directory.reading import read_in
from inglenook.community.find.api import Point, Wanted, index, search
from inglenook.community.models import Listing, Service
from inglenook.config.processes import prepare
from inglenook.demo.services import read_directory
from tests.community.find.quality import ours, plain, plain_any, quality, questions

SERVICES = 100_000
PEOPLE = 1  # a database of its own
QUESTIONS = 400
WARM_UP = 20
GOAL_MS = 20
MIDDLE, SPREAD = (53.8, -1.6), (0.12, 0.2)  # of the made-up directory, in degrees
CHOICES = (
    {}, {}, {}, {"how": "foot"}, {"how": "bus"}, {"how": "home"}, {"access": ("step_free",)}, {"is_free": True},
    {"day": "tu", "part": "morning"}, {"language": "Urdu"}, {"who": "women"}, {"age": 70},
)  # fmt: skip
WITHOUT_PLACE = 0.15  # of questions
MISSPELT = 0.1
PLAIN = """
SELECT s.id FROM bench_plain s, websearch_to_tsquery('english', %s) AS query
WHERE s.words @@ query ORDER BY ts_rank(s.words, query) DESC, s.id LIMIT 10
"""


def rows(services: int = SERVICES) -> list[Row]:
    prepare()
    with population(PEOPLE):
        return [*_times(services), *_quality()]


def _times(services: int) -> list[Row]:
    _make_up(services)
    asked = list(_stream(QUESTIONS + WARM_UP))
    mine, used = _timed(asked, lambda words, near, wanted: search(words=words, place=near, wanted=wanted))
    theirs, _ = _timed(asked, _plainly)
    listed = Listing.objects.count()
    note = (
        f"{listed:,} listings, {QUESTIONS} questions one after the other, with filters; median {_median(mine):.1f} ms"
    )
    beside = f"PostgreSQL's own search of all words without filters or place, median {_median(theirs):.1f} ms"
    timed = Row(
        "service_search_p95_ms", _p95(mine), "ms", _p95(theirs), beside, GOAL_MS, lower_is_better=True, note=note
    )
    processor = Row(
        "service_search_processor_p95_ms", _p95(used), "ms", goal=GOAL_MS, lower_is_better=True,
        note=f"time of the processor in Python and in the database; median {_median(used):.1f} ms",
    )  # fmt: skip
    return [timed, processor]


def _quality() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        _empty()
        read_directory(date(2026, 11, 22), Path(folder))
        scores = {kind: [quality(ranker, kind) for ranker in (ours, plain, plain_any)] for kind in ("seen", "unseen")}
    return [
        Row(
            "service_search_ndcg5" if kind == "seen" else f"service_search_ndcg5_{kind}",
            round(scores[kind][0], 3),
            "nDCG@5",
            round(scores[kind][1], 3),
            "PostgreSQL's default ranking",
            note=f"{len(questions()[kind])} graded questions; any of the words and ts_rank: {scores[kind][2]:.3f}",
        )
        for kind in scores
    ]


def _stream(number: int) -> Iterator[tuple[str, Point | None, Wanted]]:
    """Varied questions, always the same: places all over the county, filters, some misspelt, some without a place."""
    draw = random.Random(1)
    words = [one["ask"] for kind in ("seen", "unseen") for one in questions()[kind]]
    for _ in range(number):
        asked = draw.choice(words)
        near = Point(*(draw.gauss(m, s) for m, s in zip(MIDDLE, SPREAD, strict=True)))
        yield (
            _misspelt(asked, draw) if draw.random() < MISSPELT else asked,
            None if draw.random() < WITHOUT_PLACE else near,
            Wanted(**draw.choice(CHOICES)),
        )


def _misspelt(words: str, draw: random.Random) -> str:
    at = draw.randrange(len(words))
    return words[:at] + words[at + 1 :]


def _timed(asked: list, ask: Callable) -> tuple[list[float], list[float]]:
    """Milliseconds of each question after the first few, by the clock and of the processor."""
    taken, used = [], []
    for words, near, wanted in asked:
        began, before = time.perf_counter(), processor_ms()
        ask(words, near, wanted)
        used.append(processor_ms() - before)
        taken.append((time.perf_counter() - began) * 1000)
    return taken[WARM_UP:], used[WARM_UP:]


def _plainly(words: str, _near: Point | None, _wanted: Wanted) -> list[Service]:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, [words])
        ids = [row[0] for row in cursor.fetchall()]
    return list(Service.objects.select_related("provider").filter(pk__in=ids))


def _make_up(services: int) -> None:
    """The directory of so many services, read in, listed and tidied as the database does by itself in time."""
    _empty()
    with tempfile.TemporaryDirectory() as folder:
        read_in(str(write(services, Path(folder) / "services.jsonl")), name="Made up for measuring")
    index(everything=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE bench_plain AS"
            " SELECT id, to_tsvector('english', name || ' ' || description) AS words FROM community_service"
        )
        cursor.execute("CREATE INDEX ON bench_plain USING gin (words)")
        cursor.execute("VACUUM (ANALYZE)")


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE community_feed CASCADE")


def _p95(taken: list[float]) -> float:
    return round(statistics.quantiles(taken, n=20)[-1], 1)


def _median(taken: list[float]) -> float:
    return statistics.median(taken)
