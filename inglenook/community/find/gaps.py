"""What is missing where: what was looked for with no good answer and what people were referred for, beside services.

Whole areas only. A number from 1 to 4 is never shown, and what was looked for less often than that not named.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from inglenook.core import access, clock

from .concepts import concepts, of_barriers
from .tally import OTHER

WEEKS = 13
LEAST = 5
MOST = 60

# Services of the district, or without a site, that are on offer, have room and do it by name or terms.
THERE = """
SELECT count(DISTINCT l.service_id) FROM community_listing l JOIN community_service s ON s.id = l.service_id
WHERE l.search @@ ('''c.' || asked.concept || ''':ABC')::tsquery AND (l.outward = asked.outward OR l.site_id IS NULL)
  AND s.gone_at IS NULL AND s.same_as_id IS NULL AND s.status = 'active' AND s.takes_people
  AND s.places_free IS DISTINCT FROM 0
"""
LOOKED_FOR = """
SELECT asked.*, ({there}) FROM (
  SELECT outward, concept, sum(searches) AS times, sum(unanswered) AS unanswered
  FROM community_searchtally WHERE day > %s AND outward <> '' GROUP BY outward, concept
  HAVING sum(searches) >= %s ORDER BY sum(unanswered) DESC, sum(searches) DESC, outward, concept LIMIT %s
) asked
"""
# People, by the district they live in and what gets in their way, of the practices of whoever looks.
NEEDED = """
SELECT asked.*, 0, ({there}) FROM (
  SELECT split_part(upper(p.postcode), ' ', 1) AS outward, helps.concept, count(DISTINCT r.person_id) AS times
  FROM community_referral r JOIN people_person p ON p.id = r.person_id
  CROSS JOIN LATERAL unnest(r.barriers) AS barrier
  JOIN unnest(%s::text[], %s::text[]) AS helps(barrier, concept) USING (barrier)
  WHERE r.state_at > %s AND p.practice_id IN ({under}) AND p.postcode <> ''
  GROUP BY 1, 2 HAVING count(DISTINCT r.person_id) >= %s ORDER BY 3 DESC, 1, 2 LIMIT %s
) asked
"""
# Organisations themselves, those under them and those under these: practices under networks under a board.
UNDER = """
SELECT o.id FROM core_organisation o LEFT JOIN core_organisation above ON above.id = o.parent_id
WHERE %s::bigint[] && ARRAY[o.id, o.parent_id, above.parent_id]
"""


@dataclass(frozen=True)
class Gap:
    """One kind of help in one district: how often asked for, how often in vain, and how many services there are."""

    outward: str
    concept: str
    times: int
    unanswered: int
    services: int

    @property
    def name(self) -> str:
        return "Something else" if self.concept == OTHER else concepts()[self.concept].name


def since() -> date:
    return clock.today() - timedelta(weeks=WEEKS)


def gaps(own: list[int]) -> tuple[list[Gap], list[Gap]]:
    """What was looked for since then, what was found least first; and what people on the lists of these organisations,
    and of those under them, were referred for, the most frequent first."""
    helps = [(barrier, codes[0]) for barrier, codes in of_barriers().items()]
    barriers, codes = map(list, zip(*helps, strict=True))
    with access.working():
        looked_for = _gaps(LOOKED_FOR, [since(), LEAST, MOST])
        return looked_for, _gaps(NEEDED, [barriers, codes, since(), own, LEAST, MOST])


def in_vain(looked_for: list[Gap]) -> dict[str, int]:
    """Searches without a good answer by district, most first: of those numbers alone that may be shown."""
    counts: Counter[str] = Counter()
    for gap in looked_for:
        counts[gap.outward] += gap.unanswered if gap.unanswered >= LEAST else 0
    return {outward: count for outward, count in counts.most_common() if count}


def _gaps(sql: str, values: list) -> list[Gap]:
    with connection.cursor() as cursor:
        cursor.execute(sql.format(there=THERE, under=UNDER), values)
        rows = cursor.fetchall()
    return [Gap(*row) for row in rows if row[1] == OTHER or row[1] in concepts()]
