"""Counts over whole practices for somebody who may see no person. Small counts are withheld."""

from django.core.cache import cache
from django.db import connection

from inglenook.core import access, clock
from inglenook.core.counting import SMALLEST
from inglenook.core.organisations import practices_under

KEPT = 600  # seconds: counting a whole region takes one

STAGES = ("due", "gathering", "prepared", "conversing", "agreed", "reviewed", "declined", "not_reached")

_COUNTS = """
WITH newest AS (
  SELECT DISTINCT ON (person_id) person_id, state FROM planning_reviewcycle
  WHERE practice_id = ANY (%(practices)s) ORDER BY person_id, due_on DESC
)
SELECT o.name, count(*) AS people, {stages}
FROM people_person p JOIN core_organisation o ON o.id = p.practice_id LEFT JOIN newest ON newest.person_id = p.id
WHERE p.practice_id = ANY (%(practices)s) AND NOT p.is_dead AND (p.died_on IS NULL OR p.died_on > %(on)s)
GROUP BY o.name ORDER BY o.name
""".format(stages=", ".join(f"count(*) FILTER (WHERE newest.state = '{stage}')" for stage in STAGES))


def overview_of(organisations: list[int]) -> dict:
    """The `rows` of the practices under these organisations, and `at` what moment, not long ago, they were counted."""

    def counted() -> dict:
        return {"at": clock.now(), "rows": stages_by_practice(practices_under(organisations))}

    return cache.get_or_set(f"overview-{'-'.join(map(str, sorted(organisations)))}", counted, KEPT)


def stages_by_practice(practices: list[int]) -> list[dict]:
    """For each practice its people and how many stand at which stage of their newest review cycle."""
    with access.working(), connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"practices": practices, "on": clock.today()})
        rows = [(name, *map(withheld, counts)) for name, *counts in cursor.fetchall()]
    return [
        {"practice": name, "people": people, "stages": dict(zip(STAGES, counts, strict=True))}
        for name, people, *counts in rows
    ]


def withheld(count: int) -> int | None:
    """The count, or None where it is so small that it could point to somebody."""
    return None if 0 < count < SMALLEST else count
