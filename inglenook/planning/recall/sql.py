"""The rules of recall compiled into statements over everybody: who is due is read, then written.

Each person is read once: their active long-term conditions, the readings that rules ask for, their last review (ours
or another system's) and their newest cycle. From these come the day they are due and the reasons for that day.
PostgreSQL reads with several cores only where nothing is written, and whole plans side by side only where they are
parts of a union: so the people are read in two parts into a table of their own.
"""

from datetime import UTC, date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from inglenook.core.refs import refs_in_order

from ..rules import OPEN_STATES, STEPS
from .reviews import SYSTEM, reviews_of_all, reviews_of_one
from .rules import Reading, Recall, Rule

EXPIRE = """
WITH gone AS (
  SELECT p.id FROM people_person p WHERE {gone} {scope}
), over AS (
  SELECT c.id, c.person_id, c.state, CASE WHEN gone.id IS NULL THEN %(old_note)s ELSE %(gone_note)s END AS note
  FROM planning_reviewcycle c LEFT JOIN gone ON gone.id = c.person_id
  WHERE c.state = ANY (%(expirable)s)
    AND (gone.id IS NOT NULL OR c.state = 'agreed' AND c.state_since <= %(valid_since)s) {scope_of_cycles}
  FOR UPDATE OF c
), ended AS (
  UPDATE planning_reviewcycle c SET state = 'expired', state_since = %(on)s, closed_at = %(now)s
  FROM over WHERE c.id = over.id
), noted AS (
  INSERT INTO planning_cycleevent (cycle_id, person_id, step, from_state, to_state, "on", code, note, entered_at)
  SELECT id, person_id, 'expire', state, 'expired', %(on)s, %(code)s, note, %(now)s FROM over RETURNING 1
)
SELECT count(*) FROM noted
"""

# Only of readings that a rule goes by is it asked whether they are the last: of one in fifty. In a CASE, since
# PostgreSQL would go through the index once for each part of an OR.
# Grouped by a column of people, whose number the planner knows: what was grouped before it takes for 200.
# `OFFSET '0'` has what is above it worked out once, where else each use of a name would work it out again; as a number
# it is taken for a limit, which may not run in a worker.
DUE = """
WITH diagnoses AS (
  SELECT c.person_id, k.group_id, min(c.started_on) AS since
  FROM people_condition c
  JOIN people_conditiongroupcode k ON k.system = c.system AND k.code = c.code
  JOIN people_conditiongroup g ON g.code = k.group_id AND g.kind = 'ltc'
  WHERE c.is_active AND NOT c.is_wrong AND c.person_id {scope}
    AND (c.started_on IS NULL OR c.started_on <= %(on)s) AND (c.ended_on IS NULL OR c.ended_on > %(on)s)
  GROUP BY c.person_id, k.group_id
), recorded AS (
  SELECT e.person_id, k.group_id, max({day_of_encounter}) AS last_on
  FROM people_encounter e
  JOIN unnest(%(review_codes)s::text[], %(review_groups)s::text[]) AS k (code, group_id) ON k.code = e.code
  WHERE e.system = %(review_system)s AND e.started_at < %(tomorrow)s AND e.person_id {scope}
  GROUP BY e.person_id, k.group_id
), people AS (
  SELECT p.id AS person_id, p.practice_id, date_part('month', p.birth_date)::int AS birth_month,
    count(*) AS groups, max(d.since) AS newest_on,
    CASE WHEN count(o.last_on) = count(*) FILTER (WHERE d.group_id = ANY (%(review_groups)s))
      THEN min(o.last_on) END AS all_reviewed_on {flags}
  FROM people_person p JOIN diagnoses d ON d.person_id = p.id
  LEFT JOIN recorded o ON o.person_id = d.person_id AND o.group_id = d.group_id
  WHERE p.id {scope} AND NOT {gone} AND (p.birth_date IS NULL OR p.birth_date <= %(adult_since)s)
  GROUP BY p.id
), readings AS (
  SELECT r.person_id AS reader_id {readings} FROM people_result r
  WHERE r.measure = ANY (%(measures)s) AND NOT r.is_wrong AND r.taken_at >= %(readings_from)s AND r.person_id {scope}
    AND CASE WHEN r.number IS NULL THEN false {any_reading} END AND r.taken_at = (
      SELECT max(l.taken_at) FROM people_result l
      WHERE l.person_id = r.person_id AND l.measure = r.measure AND l.number IS NOT NULL AND NOT l.is_wrong
        AND l.taken_at < %(tomorrow)s
    )
  GROUP BY r.person_id
), reviews AS (
  SELECT e.person_id AS reviewed_id, max(e."on") AS last_on FROM (
    SELECT e.person_id, e."on" FROM planning_cycleevent e
    WHERE e.step IN ('agree', 'review') AND e."on" <= %(on)s AND e.person_id {scope}
    UNION ALL
    SELECT e.person_id, {day_of_encounter} FROM people_encounter e
    WHERE e.code = ANY (%(whole_reviews)s) AND e.system = %(review_system)s AND e.started_at < %(tomorrow)s
      AND e.person_id {scope}
  ) e
  GROUP BY e.person_id
), newest AS (
  SELECT DISTINCT ON (c.person_id) c.person_id, c.id, c.state, c.due_on FROM planning_reviewcycle c
  WHERE c.person_id {scope}
  ORDER BY c.person_id, c.closed_at DESC NULLS FIRST, c.id DESC
), based AS (
  SELECT p.*, r.*, v.last_on, n.id AS newest_id, n.state, n.due_on AS was_due_on, q.refused_on,
    {birthday_month_end} AS base_on
  FROM people p
  LEFT JOIN readings r ON r.reader_id = p.person_id
  LEFT JOIN reviews w ON w.reviewed_id = p.person_id
  LEFT JOIN newest n ON n.person_id = p.person_id
  CROSS JOIN LATERAL (SELECT greatest(w.last_on, p.all_reviewed_on) AS last_on) v
  CROSS JOIN LATERAL (SELECT CASE WHEN n.state IN ('declined', 'not_reached') THEN n.due_on END AS refused_on) q
  CROSS JOIN LATERAL (SELECT greatest(%(on)s, (greatest(v.last_on, q.refused_on) + {gap})::date) AS day) earliest
  OFFSET '0'
), hurried AS (
  SELECT *, {sooner} FROM based WHERE refused_on IS NULL OR base_on <= %(ahead_until)s OFFSET '0'
), dated AS (
  SELECT *, least(base_on {sooner_days}) AS due_on FROM hurried OFFSET '0'
), called AS (
  SELECT *, coalesce(state <> ALL (%(open_states)s), true) AND due_on <= %(opens_until)s
    OR coalesce(state = 'due' AND due_on < was_due_on, false) AS is_called
  FROM dated OFFSET '0'
)
SELECT person_id, practice_id, is_called, due_on, CASE WHEN state <> 'due' THEN newest_id END AS previous_id,
  CASE WHEN is_called THEN array_remove(ARRAY[{reasons}]::varchar[], NULL) END AS reasons,
  CASE WHEN is_called THEN {ref} END AS ref
FROM called
"""

READ_ALL = "CREATE TEMP TABLE recall_due ON COMMIT DROP AS ({lower}) UNION ALL ({upper})"
MIDDLE = "SELECT coalesce((min(id) + max(id)) / 2, 0) FROM people_person"

OPEN = """
WITH {read} named AS (
  SELECT DISTINCT ON (t.person_id) t.person_id, t.user_id FROM people_careteammember t
  WHERE t.is_named_professional AND t.ended_at IS NULL {scope} ORDER BY t.person_id, t.id
), written AS (
  INSERT INTO planning_reviewcycle
    (ref, person_id, practice_id, due_on, reasons, state, state_since, previous_id, opened_at, owner_id)
  SELECT ref, person_id, practice_id, due_on, reasons, 'due', %(on)s, previous_id, %(now)s, user_id
  FROM recall_due LEFT JOIN named USING (person_id) WHERE is_called
  ON CONFLICT (person_id) WHERE state IN ({open_states}) DO UPDATE
    SET due_on = excluded.due_on, reasons = excluded.reasons
    WHERE planning_reviewcycle.state = 'due' AND excluded.due_on < planning_reviewcycle.due_on
  RETURNING xmax = 0 AS opened
)
SELECT (SELECT count(*) FROM recall_due), count(*) FILTER (WHERE opened), count(*) FILTER (WHERE NOT opened)
FROM written
"""

DAY_OF_ENCOUNTER = "(e.started_at AT TIME ZONE 'Europe/London')::date"

GONE = "(p.practice_id IS NULL OR p.is_dead AND p.died_on IS NULL OR coalesce(p.died_on <= %(on)s, false))"

# The last day of the birthday month on or after `earliest.day`; without a birth date the end of the month after it.
# A timestamp, since a day alone is taken for one with a time zone: twice the work, and the session's zone would matter.
BIRTHDAY_MONTH_END = """(date_trunc('month', earliest.day::timestamp) + interval '1 month'
      * coalesce(1 + (12 + p.birth_month - date_part('month', earliest.day)::int) %% 12, 2) - interval '1 day')::date"""


def expire(rules: Recall, *, on: date, now: datetime, person_id: int | None = None) -> tuple[str, dict]:
    """The statement that ends cycles that have run out or whose person died or left, with its parameters.

    Gives one row: how many were ended.
    """
    values = {
        "on": on,
        "now": now,
        "person_id": person_id,
        "valid_since": on - relativedelta(months=rules.valid_months),
        "expirable": list(STEPS["expire"].begins),
        "code": STEPS["expire"].code,
        "gone_note": "No longer on a practice's list.",
        "old_note": "The plan was agreed more than a year ago and not reviewed.",
    }
    scope, of_cycles = ("AND p.id = %(person_id)s", "AND c.person_id = %(person_id)s") if person_id else ("", "")
    return EXPIRE.format(gone=GONE, scope=scope, scope_of_cycles=of_cycles), values


def read_all(rules: Recall, *, on: date, middle: int) -> tuple[str, dict]:
    """The statement that reads into the table `recall_due` everybody who should have a cycle; with its parameters.

    `middle` is the key of a person that about half of the people have less than.
    """
    lower, upper = (_due(rules, scope) for scope in ("<= %(middle)s", "> %(middle)s"))
    values = _values(rules, on)
    return READ_ALL.format(lower=lower, upper=upper), values | {"middle": middle, "opens_until": values["ahead_until"]}


def open_and_move(rules: Recall, *, on: date, now: datetime, person_id: int | None = None) -> tuple[str, dict]:
    """The statement that opens the cycles that are not open and moves those forward that rules want sooner.

    It is about everybody whom `read_all` has read, or about one person. Gives one row: people who should have a cycle,
    cycles opened, cycles moved.
    """
    parts = {
        "read": f"recall_due AS MATERIALIZED ({_due(rules, '= %(person_id)s')})," if person_id else "",
        "scope": "AND t.person_id = %(person_id)s" if person_id else "",
        "open_states": ", ".join(f"'{state}'" for state in OPEN_STATES),
    }
    values = {"now": now, "person_id": person_id, "opens_until": date.max}
    return OPEN.format(**parts), _values(rules, on) | values


def _due(rules: Recall, scope: str) -> str:
    """The query for those people who should have a cycle whose key is as `scope` says."""
    readings = _all_readings(rules)
    return DUE.format(
        scope=scope,
        gone=GONE,
        day_of_encounter=DAY_OF_ENCOUNTER,
        birthday_month_end=BIRTHDAY_MONTH_END,
        ref=refs_in_order(),
        gap=f"interval '{rules.min_gap_months:d} months'",
        flags="".join(
            f", bool_or(d.group_id = ANY (%({r.code})s)) AS has_{r.code}" for r in rules.rules if r.when.groups
        ),
        readings="".join(
            f", max(r.taken_at) FILTER (WHERE {_holds(number, reading)})::date AS held_{number}"
            for reading, number in readings.items()
        ),
        any_reading=" ".join(f"WHEN {_holds(number, reading)} THEN true" for reading, number in readings.items()),
        sooner=", ".join(f"{_sooner(rule, readings)} AS {rule.code}" for rule in rules.rules),
        reasons=", ".join(_reasons(rules)),
        sooner_days="".join(f", {rule.code}" for rule in rules.rules),
    )


def _all_readings(rules: Recall) -> dict[Reading, int]:
    readings = dict.fromkeys(reading for rule in rules.rules for reading in rule.when.last)
    return {reading: number for number, reading in enumerate(readings)}


def _holds(number: int, reading: Reading) -> str:
    """Whether what a rule asks of the last reading of a measure holds of this one, and its day is new enough."""
    is_such = f"r.measure = %(measure_{number})s AND r.number {reading.operator} %(value_{number})s"
    return f"{is_such} AND r.taken_at >= %(newer_than_{number})s"


def _sooner(rule: Rule, readings: dict[Reading, int]) -> str:
    """The day by which the rule wants the person; NULL when it does not hold."""
    held = [f"held_{readings[reading]}" for reading in rule.when.last]
    since = [*held, "last_on"] + (["newest_on"] if rule.when.diagnosed_within_days else [])
    conditions = " AND ".join(_conditions(rule, held))
    day = f"coalesce(greatest({', '.join(since)}), %(on)s) + interval '{rule.months:d} months'"
    return f"CASE WHEN {conditions} THEN greatest(({day})::date, %(noticed)s) END"


def _conditions(rule: Rule, held: list[str]) -> list[str]:
    when = rule.when
    return [
        *([f"coalesce({', '.join(held)}) IS NOT NULL"] if held else []),
        *([f"has_{rule.code}"] if when.groups else []),
        *([f"groups >= %(count_{rule.code})s"] if when.count_at_least else []),
        *(
            [f"newest_on >= %(since_{rule.code})s AND (last_on IS NULL OR last_on < newest_on)"]
            if when.diagnosed_within_days
            else []
        ),
        *(["state = 'expired'"] if when.plan_expired else []),
    ]


def _reasons(rules: Recall) -> list[str]:
    """What made the day what it is: the rules that want it sooner, else the birthday month; and what always counts."""
    holds = {
        "birthday_month": "due_on = base_on AND birth_month IS NOT NULL",
        "no_birth_date": "due_on = base_on AND birth_month IS NULL",
        "no_review": "last_on IS NULL",
    }
    sooner = {rule.code: f"{rule.code} < base_on" for rule in rules.rules}
    return [f"CASE WHEN {holds} THEN '{code}' END" for code, holds in (sooner | holds).items()]


def _values(rules: Recall, on: date) -> dict:
    """The parameters that come from the day and the rules: days, thresholds and groups."""
    return {
        "on": on,
        "open_states": OPEN_STATES,
        "tomorrow": _midnight(on + timedelta(days=1)),
        "noticed": on + timedelta(days=rules.notice_days),
        "ahead_until": on + timedelta(days=rules.ahead_days),
        "adult_since": on - relativedelta(years=rules.min_age),
        **_values_of_reviews(),
        **_values_of_readings(_all_readings(rules), on),
        **{rule.code: list(rule.when.groups) for rule in rules.rules},
        **{f"count_{rule.code}": rule.when.count_at_least for rule in rules.rules},
        **{f"since_{rule.code}": on - timedelta(days=rule.when.diagnosed_within_days or 0) for rule in rules.rules},
    }


def _values_of_reviews() -> dict:
    codes, groups = zip(*reviews_of_one(), strict=True)
    return {
        "review_system": SYSTEM,
        "review_codes": list(codes),
        "review_groups": list(groups),
        "whole_reviews": list(reviews_of_all()),
    }


def _values_of_readings(readings: dict[Reading, int], on: date) -> dict:
    values: dict = {"measures": sorted({reading.measure for reading in readings})}
    values["readings_from"] = _midnight(on - timedelta(days=max((r.newer_than_days for r in readings), default=0)))
    for reading, number in readings.items():
        values[f"measure_{number}"], values[f"value_{number}"] = reading.measure, reading.value
        values[f"newer_than_{number}"] = _midnight(on - timedelta(days=reading.newer_than_days))
    return values


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
