"""Questions across the tables of people."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

REGISTERS = """
WITH living AS MATERIALIZED (
  SELECT id, birth_date <= %(on)s::date - interval '18 years' AS is_adult FROM people_person
  WHERE (died_on > %(on)s OR died_on IS NULL AND NOT is_dead) AND (birth_date IS NULL OR birth_date <= %(on)s)
    AND (%(practices)s::bigint[] IS NULL OR practice_id = ANY (%(practices)s))
), has AS MATERIALIZED (
  SELECT DISTINCT c.person_id, g.code AS condition, g.kind
  FROM people_condition c
  JOIN people_conditiongroupcode k ON k.system = c.system AND k.code = c.code
  JOIN people_conditiongroup g ON g.code = k.group_id
  WHERE c.is_active AND NOT c.is_wrong AND (c.started_on IS NULL OR c.started_on <= %(on)s)
    AND (c.ended_on IS NULL OR c.ended_on > %(on)s)
), counted AS (
  SELECT id, count(*) AS conditions FROM living JOIN has ON person_id = id WHERE is_adult AND kind = 'ltc' GROUP BY id
)
SELECT 'people' AS name, '' AS kind, count(*) FROM living
UNION ALL SELECT 'adults', '', count(*) FROM living WHERE is_adult
UNION ALL SELECT 'with_one', '', count(*) FROM counted
UNION ALL SELECT 'with_two', '', count(*) FROM counted WHERE conditions >= 2
UNION ALL (
  SELECT g.code, g.kind, count(l.id) FROM people_conditiongroup g
  LEFT JOIN has ON has.condition = g.code LEFT JOIN living l ON l.id = has.person_id AND l.is_adult
  GROUP BY g.code, g.kind ORDER BY count(l.id) DESC, g.code
)"""


@dataclass(frozen=True)
class Registers:
    """How many people there are on a day: living, living adults (18 and over), adults with one or more and with two
    or more active long-term conditions, and living adults by condition group, most first.
    """

    people: int
    adults: int
    with_one: int
    with_two: int
    long_term: dict[str, int] = field(default_factory=dict)
    borderline: dict[str, int] = field(default_factory=dict)


def register_counts(on: date, practices: Collection[int] | None = None) -> Registers:
    """Count the registers of a day, in one statement; of everyone whom the actor sees, or of these practices' people.

    A condition is active when it began on or before the day (or nobody knows when) and had not ended by it.
    """
    with connection.cursor() as cursor:
        cursor.execute(REGISTERS, {"on": on, "practices": None if practices is None else list(practices)})
        rows = cursor.fetchall()
    totals = {name: count for name, kind, count in rows if not kind}
    groups = {k: {name: count for name, kind, count in rows if kind == k} for k in ("ltc", "borderline")}
    return Registers(**totals, long_term=groups["ltc"], borderline=groups["borderline"])
