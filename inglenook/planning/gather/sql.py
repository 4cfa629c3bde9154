"""What tests everybody who is due still needs, in one statement."""

from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from inglenook.people.results import TAKEN_AT_HOME

from ..rules import OPEN_STATES
from .rules import Checks

STATEMENT = """
WITH due AS (
  SELECT c.id, c.person_id, c.state, c.due_on FROM planning_reviewcycle c JOIN people_person p ON p.id = c.person_id
  WHERE c.state = ANY (%(open_states)s) AND c.due_on <= %(until)s AND NOT p.is_dead AND p.died_on IS NULL
), asked AS (
  SELECT * FROM unnest(%(asked_checks)s::varchar[], %(asked_groups)s::varchar[]) AS a (check_code, group_id)
), wanted AS (
  SELECT due.id AS cycle_id, due.person_id, due.state, a.check_code,
    array_agg(DISTINCT a.group_id ORDER BY a.group_id) AS because
  FROM due
  JOIN people_condition c ON c.person_id = due.person_id AND c.is_active AND NOT c.is_wrong
    AND (c.started_on IS NULL OR c.started_on <= %(on)s) AND (c.ended_on IS NULL OR c.ended_on > %(on)s)
  JOIN people_conditiongroupcode k ON k.system = c.system AND k.code = c.code
  JOIN asked a ON a.group_id = k.group_id
  GROUP BY due.id, due.person_id, due.state, a.check_code
), counting AS (
  SELECT * FROM unnest(%(check_codes)s::varchar[], %(measures)s::varchar[], %(codes)s::varchar[],
    %(valid_since)s::date[]) AS n (check_code, measure, code, valid_since)
), results AS (
  SELECT r.person_id, n.check_code, max(r.taken_at)::date AS last_on,
    max(r.taken_at)::date >= min(n.valid_since) AS done
  FROM people_result r JOIN counting n ON r.measure = n.measure OR r.code = n.code
  WHERE r.person_id IN (SELECT person_id FROM due) AND NOT r.is_wrong AND r.taken_at < %(tomorrow)s
    AND (r.measure = ANY (%(taken_at_home)s) OR r.source_id <> ALL (
      SELECT id FROM people_source WHERE name LIKE %(said)s))
  GROUP BY r.person_id, n.check_code
), needed AS (
  INSERT INTO planning_testneeded (cycle_id, person_id, check_code, because, last_on, state, state_on, written_at)
  SELECT w.cycle_id, w.person_id, w.check_code, w.because, r.last_on, 'needed', %(on)s, %(now)s
  FROM wanted w LEFT JOIN results r USING (person_id, check_code)
  WHERE w.state IN ('due', 'gathering') AND r.done IS NOT TRUE
  ON CONFLICT (cycle_id, check_code) DO NOTHING
  RETURNING cycle_id
), done AS (
  UPDATE planning_testneeded t SET state = 'done', state_on = r.last_on, last_on = r.last_on, written_at = %(now)s,
    written_by_id = NULL
  FROM results r JOIN due ON due.person_id = r.person_id
  WHERE t.cycle_id = due.id AND t.check_code = r.check_code AND r.done AND t.state <> 'done'
  RETURNING 1
)
SELECT (SELECT count(*) FROM due), (SELECT count(DISTINCT cycle_id) FROM needed), (SELECT count(*) FROM needed),
  (SELECT count(*) FROM done)
"""


def gather(checks: Checks, *, on: date, now: datetime) -> tuple[str, dict]:
    """The statement that adds the tests needed and marks those whose results have come, with its parameters.

    Gives one row: people looked at, people with new tests, tests added, tests done.
    """
    asked = [(check.code, group) for check in checks.checks.values() for group in check.groups]
    counting = [line for check in checks.checks.values() for line in _counting(check, on)]
    return STATEMENT, {
        "on": on,
        "now": now,
        "tomorrow": on + timedelta(days=1),
        "until": on + timedelta(days=checks.ahead_days),
        "open_states": OPEN_STATES,
        "taken_at_home": list(TAKEN_AT_HOME),
        "said": "Said by %",  # the person, or a carer for them
        "asked_checks": [code for code, _ in asked],
        "asked_groups": [group for _, group in asked],
        **{name: [line[n] for line in counting] for n, name in enumerate(COUNTING)},
    }


COUNTING = ("check_codes", "measures", "codes", "valid_since")


def _counting(check, on: date) -> list[tuple]:
    """What counts as this check done: each measure and each code, with the day since when it counts."""
    since = on - relativedelta(months=check.valid_months)
    measures = [(check.code, measure, None, since) for measure in check.measures]
    return measures + [(check.code, None, code, since) for code in check.codes]
