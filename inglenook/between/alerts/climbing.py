"""Passing on what nobody has acknowledged in time: one statement over every alert, each minute."""

from datetime import datetime

from django.db import connection, transaction

from inglenook.core import access, clock
from inglenook.core.beats import beat
from inglenook.messaging import notices

from .ladder import last_rung, limits
from .red_flags import RED_FLAG, red_flag_text
from .whose import AWAY, JOIN_CARE_TEAM, WORKS, parameters

CLIMB = f"""
WITH RECURSIVE {AWAY},
due AS (
  SELECT id, ref, person_id, practice_id, task_id, owner_id, level, climbed FROM between_alert
  WHERE acknowledged_at IS NULL AND closed_at IS NULL AND answer_by <= %(now)s AND climbed < %(last)s
  FOR UPDATE SKIP LOCKED
), {WORKS.format(practices="o.id IN (SELECT practice_id FROM due)")},
wished AS (
  SELECT due.*, 1 AS rung, s.stands AS user_id FROM due JOIN stands_in s ON s.user_id = due.owner_id
  UNION ALL
  SELECT due.*, 2, CASE WHEN s.user_id IS NULL THEN c.user_id ELSE s.stands END
  FROM due JOIN people_careteammember c ON c.person_id = due.person_id
    AND c.is_named_professional AND c.ended_at IS NULL
  LEFT JOIN stands_in s ON s.user_id = c.user_id
  UNION ALL
  SELECT due.*, %(last)s, NULL FROM due
), next AS (
  SELECT DISTINCT ON (w.id) w.*, works.role, coalesce(works.by_caseload, false) AS by_caseload,
    %(now)s + l.minutes * interval '1 minute' AS until
  FROM wished w JOIN unnest(%(levels)s::text[], %(rungs)s::int[], %(minutes)s::int[]) AS l (level, rung, minutes)
    ON l.level = w.level AND l.rung = w.rung
  LEFT JOIN works ON works.user_id = w.user_id AND works.practice_id = w.practice_id
  WHERE w.rung > w.climbed AND (w.rung = %(last)s
    OR works.user_id IS NOT NULL AND w.user_id IS DISTINCT FROM w.owner_id
    AND NOT EXISTS (SELECT 1 FROM between_alertstep st WHERE st.alert_id = w.id AND st.to_id = w.user_id))
  ORDER BY w.id, w.rung
), passed AS (
  UPDATE between_alert a SET owner_id = next.user_id, climbed = next.rung, answer_by = next.until
  FROM next WHERE a.id = next.id
), steps AS (
  INSERT INTO between_alertstep (person_id, alert_id, what, at, to_id)
  SELECT person_id, id, 'climbed', %(now)s, user_id FROM next
), tasks AS (
  UPDATE planning_task t SET owner_id = next.user_id, due_at = next.until, snoozed_until = NULL
  FROM next WHERE t.id = next.task_id
), joined AS ({JOIN_CARE_TEAM.format(given="next")}
), told AS (
  INSERT INTO messaging_notice (key, to_id, subject, text)
  SELECT 'alert:' || next.id || ':' || next.rung || ':' || works.user_id, works.user_id, %(subject)s,
    replace(%(text)s, '{{ref}}', next.ref::text)
  FROM next JOIN works ON works.practice_id = next.practice_id
    AND CASE WHEN next.user_id IS NULL THEN works.is_clinician ELSE works.user_id = next.user_id END
  WHERE next.level = 'red_flag'
  ON CONFLICT (key) DO NOTHING
)
SELECT count(*) FROM next
"""


@transaction.atomic
def climb(now: datetime | None = None) -> int:
    """Pass on every alert whose time is up; how many. Two at once pass each on once."""
    now = now or clock.now()
    levels, rungs, minutes = zip(*limits(), strict=True)
    more = {"last": last_rung(), "levels": list(levels), "rungs": list(rungs), "minutes": list(minutes)}
    said = {"subject": RED_FLAG, "text": red_flag_text("{ref}")}
    with access.working(), connection.cursor() as cursor:
        cursor.execute(CLIMB, parameters(now) | more | said)
        passed = cursor.fetchone()[0]
    beat("alerts")
    if passed:
        notices.hurry()
    return passed
