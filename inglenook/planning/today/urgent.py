"""Finding urgent results: one statement over everybody, with the thresholds of `people/data/measures.yaml`.

Whose it is: the person's named professional; without one, the GPs and nurses of the practice in turn, beginning with
whoever has least open. A practice without either leaves it to be taken: it stands on the team's list.
"""

from datetime import datetime, timedelta

from inglenook.people.measures import MEASURES
from inglenook.people.results import RAISED_FOR

CLINICIANS = ["nurse", "gp"]

RAISE = """
WITH threshold (measure, name, unit, decimals, above, below, hours) AS (
  SELECT * FROM unnest(%(measures)s::text[], %(names)s::text[], %(units)s::text[], %(decimals)s::int[],
    %(above)s::numeric[], %(below)s::numeric[], %(hours)s::int[])
), past AS (
  SELECT DISTINCT ON (r.id) r.id AS result_id, r.person_id, p.practice_id, t.hours,
    concat_ws(' ', t.name, round(r.number::numeric, t.decimals), t.unit) AS reason
  FROM people_result r
  JOIN threshold t ON t.measure = r.measure
    AND (round(r.number::numeric, t.decimals) >= t.above OR round(r.number::numeric, t.decimals) <= t.below)
  JOIN people_person p ON p.id = r.person_id AND NOT p.is_dead
  WHERE r.taken_at > %(since)s AND r.taken_at <= %(now)s AND NOT r.is_wrong
  ORDER BY r.id, t.hours
), raised AS (
  INSERT INTO people_urgentresult (result_id, person_id, raised_at)
  SELECT result_id, person_id, %(now)s FROM past ON CONFLICT (result_id) DO NOTHING
  RETURNING result_id
), turns AS (
  SELECT m.organisation_id, m.user_id,
    row_number() OVER (PARTITION BY m.organisation_id ORDER BY coalesce(o.open, 0), m.user_id) - 1 AS turn,
    count(*) OVER (PARTITION BY m.organisation_id) AS among
  FROM (
    SELECT DISTINCT organisation_id, user_id FROM core_membership
    WHERE role = ANY (%(clinicians)s) AND started_on <= %(today)s AND (ended_on IS NULL OR ended_on > %(today)s)
  ) m LEFT JOIN (SELECT owner_id, count(*) AS open FROM planning_task WHERE done_at IS NULL GROUP BY owner_id) o
    ON o.owner_id = m.user_id
), named AS (
  SELECT DISTINCT ON (person_id) person_id, user_id FROM people_careteammember
  WHERE is_named_professional AND ended_at IS NULL AND role = ANY (%(clinicians)s) ORDER BY person_id, started_at DESC
), numbered AS (
  SELECT past.*, named.user_id AS named_id,
    row_number() OVER (PARTITION BY practice_id, named.user_id IS NULL ORDER BY hours, result_id) - 1 AS nth
  FROM past JOIN raised USING (result_id) LEFT JOIN named USING (person_id)
)
INSERT INTO planning_task (key, kind, person_id, result_id, reason, owner_id, due_at, made_at)
SELECT 'urgent_result:' || n.result_id, 'urgent_result', n.person_id, n.result_id, n.reason,
  coalesce(n.named_id, turns.user_id), %(now)s + n.hours * interval '1 hour', %(now)s
FROM numbered n LEFT JOIN turns ON turns.organisation_id = n.practice_id AND turns.turn = n.nth %% turns.among
ON CONFLICT (key) DO NOTHING
"""


def statement(now: datetime, within: timedelta = RAISED_FOR) -> tuple[str, dict]:
    """The statement that raises every urgent result taken `within` so long before `now`, with its parameters.

    Its row count is the number of tasks made; a result that was raised before is left alone.
    """
    rows = [(m, threshold) for m in MEASURES.values() for threshold in m.urgent]
    return RAISE, {
        "now": now,
        "today": now.date(),
        "since": now - within,
        "clinicians": CLINICIANS,
        "measures": [m.code for m, _ in rows],
        "names": [m.name for m, _ in rows],
        "units": [m.unit for m, _ in rows],
        "decimals": [m.decimals for m, _ in rows],
        "above": [_text(t.at_or_above) for _, t in rows],
        "below": [_text(t.at_or_below) for _, t in rows],
        "hours": [t.hours for _, t in rows],
    }


def _text(number: float | None) -> str | None:
    """As written in the data, so that 6.5 is compared as a decimal and not as the nearest binary number."""
    return None if number is None else str(number)
