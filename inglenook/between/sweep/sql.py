"""What is due for everybody, in one statement.

`calendar` lists the occasions of the programmes concerned, one row a day, and `reached` how many of them lie on or
before each day, so that every enrolment finds its newest occasion and its next one by equality alone, however long the
sweep has not run. Days count from the person's start, in their own time zone; `AT TIME ZONE` knows the changes of
clocks, as `schedule.moment` does. The arrays of keys let few rows of a large table be looked up though joins hash.
Whatever somebody else is changing just now is left for the next sweep. Neighbours, who share pages, are in one part.
"""

from ..policy import FIXED, Policy

CALENDAR = """
kinds AS (SELECT DISTINCT programme_id, every_nth FROM {concerned}),
calendar AS MATERIALIZED (
  SELECT k.programme_id, k.every_nth, d.day, s.id AS step_id, s.kind, s.at, s.choices, s.answer_within, o.number,
    row_number() OVER (PARTITION BY k.programme_id, k.every_nth ORDER BY d.day) AS place
  FROM kinds k JOIN between_programmestep s USING (programme_id)
  CROSS JOIN LATERAL generate_series(s.first_day, s.last_day, greatest(s.every_days, 1)) AS d (day)
  CROSS JOIN LATERAL (SELECT (d.day - s.first_day) / greatest(s.every_days, 1) AS number) o
  WHERE o.number %% k.every_nth = 0
),
reached AS MATERIALIZED (
  SELECT k.programme_id, k.every_nth, d.day,
    count(c.day) OVER (PARTITION BY k.programme_id, k.every_nth ORDER BY d.day) AS place
  FROM kinds k CROSS JOIN generate_series(-1, {longest}) AS d (day)
  LEFT JOIN calendar c USING (programme_id, every_nth, day)
)
"""
LOCAL = "(e.started_on + {c}.day + coalesce(e.at, {c}.at))"
MOMENT = f"({LOCAL} AT TIME ZONE e.time_zone)"
END = "((e.ends_on + 1)::timestamp AT TIME ZONE e.time_zone)"

SWEEP = """
WITH due AS MATERIALIZED (
  SELECT e.id, e.person_id, e.practice_id, e.programme_id, e.carer_id, e.channel, e.contact_point_id, e.language,
    e.every_nth, e.at, e.time_zone, e.started_on, e.ends_on, e.next_step_id, e.silent_for, e.last_heard_at,
    (e.next_at AT TIME ZONE e.time_zone)::date - e.started_on AS from_day,
    (%(now)s AT TIME ZONE e.time_zone)::date - e.started_on AS today
  FROM between_enrolment e
  WHERE e.state IN ('running', 'paused') AND e.next_at <= %(now)s AND (e.id >> 6) %% %(parts)s = %(part)s
  LIMIT %(most)s FOR NO KEY UPDATE SKIP LOCKED
),
{calendar},
stops AS (
  SELECT DISTINCT t.person_id, t.topic, k.carer_id FROM messaging_stop t
  LEFT JOIN messaging_contactpoint k ON k.id = t.contact_point_id WHERE t.ended_at IS NULL
),
placed AS MATERIALIZED (
  SELECT e.*, g.code AS topic, why.ends, since.place AS from_place,
    until.place - (until.place > 0 AND {moment_newest} > %(now)s)::int AS place
  FROM due e
  JOIN between_programme g ON g.id = e.programme_id
  JOIN reached since ON (since.programme_id, since.every_nth, since.day)
    = (e.programme_id, e.every_nth, least(e.from_day, {longest}))
  JOIN reached until ON (until.programme_id, until.every_nth, until.day)
    = (e.programme_id, e.every_nth, least(e.today, e.ends_on - e.started_on, {longest}))
  LEFT JOIN calendar newest ON (newest.programme_id, newest.every_nth, newest.place)
    = (e.programme_id, e.every_nth, until.place)
  JOIN people_person p ON p.id = e.person_id AND p.id = ANY (ARRAY(SELECT person_id FROM due))
  LEFT JOIN stops every ON every.person_id = e.person_id AND every.topic = ''
    AND every.carer_id IS NOT DISTINCT FROM e.carer_id
  LEFT JOIN stops one ON one.person_id = e.person_id AND one.topic = g.code
    AND one.carer_id IS NOT DISTINCT FROM e.carer_id
  CROSS JOIN LATERAL (SELECT CASE
    WHEN p.is_dead OR p.died_on IS NOT NULL THEN 'The person has died'
    WHEN p.practice_id IS NULL THEN 'No longer on a practice''s list'
    WHEN every.person_id IS NOT NULL OR one.person_id IS NOT NULL THEN 'Said stop' END AS ends) why
),
behind AS (
  SELECT e.id, e.person_id, e.practice_id, c.step_id, c.choices[1] AS choice, {moment_c} AS due_at,
    'A newer one took its place' AS because
  FROM (
    SELECT placed.*, generate_series(from_place, placed.place - 1) AS missed FROM placed
    WHERE placed.place > from_place AND ends IS NULL AND next_step_id IS NOT NULL
  ) e
  JOIN calendar c ON (c.programme_id, c.every_nth, c.place) = (e.programme_id, e.every_nth, e.missed)
),
resting AS (
  SELECT DISTINCT ON (person_id) person_id, kind FROM messaging_pause
  WHERE starts_at <= %(now)s AND (ends_at IS NULL OR ends_at > %(now)s) ORDER BY person_id, starts_at DESC
),
newest AS MATERIALIZED (
  SELECT e.*, c.step_id, c.kind, c.day, c.choices, c.answer_within, c.number, m.local, m.due_at, why.because,
    nextval({check_in_ids}) AS check_in_id, CASE WHEN why.because IS NULL THEN nextval({message_ids}) END AS message_id
  FROM placed e
  JOIN calendar c ON (c.programme_id, c.every_nth, c.place) = (e.programme_id, e.every_nth, e.place)
  LEFT JOIN resting r ON r.person_id = e.person_id
  CROSS JOIN LATERAL (SELECT {local_c} AS local, {moment_c} AS due_at OFFSET 0) m
  CROSS JOIN LATERAL (SELECT CASE
    WHEN m.due_at + c.answer_within <= %(now)s THEN 'Too late to be worth sending'
    WHEN r.kind = 'holiday' THEN 'On holiday' WHEN r.kind = 'hospital' THEN 'In hospital'
    WHEN r.kind IS NOT NULL THEN 'Asked for a rest' END AS because OFFSET 0) why
  WHERE e.ends IS NULL AND e.next_step_id IS NOT NULL AND e.place >= e.from_place
),
choosing AS MATERIALIZED (
  SELECT check_in_id, choices AS options, number AS occasion, jsonb_build_object(
    'day', day, 'occasion', number, 'kind', kind, 'channel', channel, 'language', language, 'silent_for', silent_for,
    'hours_since_heard', round(extract(epoch FROM %(now)s - last_heard_at) / 3600),
    'weekday', extract(isodow FROM local), 'hour', extract(hour FROM local)) AS features
  FROM newest WHERE cardinality(choices) > 1 AND because IS NULL
),
asked AS MATERIALIZED ({policy}),
chosen AS MATERIALIZED (
  SELECT c.check_in_id, c.options, c.features, coalesce(a.chosen, f.chosen) AS chosen,
    CASE WHEN a.chosen IS NULL THEN 1.0 ELSE a.probability END AS probability,
    CASE WHEN a.chosen IS NULL THEN %(fixed)s ELSE %(policy)s END AS policy
  FROM choosing c JOIN ({fixed}) f USING (check_in_id)
  LEFT JOIN asked a ON a.check_in_id = c.check_in_id AND a.chosen = ANY (c.options) AND a.probability > 0
),
said AS MATERIALIZED (
  SELECT n.*, coalesce(c.chosen, n.choices[1]) AS choice FROM newest n LEFT JOIN chosen c USING (check_in_id)
),
messages AS (
  INSERT INTO messaging_message (id, key, kind, topic, person_id, practice_id, carer_id, channel, contact_point_id,
    template, language, due_at, lapses_at)
  SELECT message_id, 'programme:' || id || ':' || step_id || ':' || day, kind, topic, person_id, practice_id, carer_id,
    CASE kind WHEN 'call' THEN 'phone' ELSE channel END, contact_point_id,
    'programme:' || programme_id || ':' || choice, language, due_at, due_at + answer_within
  FROM said WHERE message_id IS NOT NULL
  ON CONFLICT (key) DO NOTHING RETURNING id
),
check_ins AS (
  INSERT INTO between_checkin (id, enrolment_id, person_id, practice_id, step_id, message_id, choice, due_at, answer_by,
    lapsed_at, lapsed_because)
  SELECT check_in_id, s.id, person_id, practice_id, step_id, message_id, choice, due_at,
    CASE WHEN kind = 'check_in' THEN greatest(due_at, %(now)s) + answer_within END,
    CASE WHEN because IS NOT NULL THEN %(now)s::timestamptz END, coalesce(because, '')
  FROM said s LEFT JOIN messages m ON m.id = s.message_id WHERE s.message_id IS NULL OR m.id IS NOT NULL
  UNION ALL
  SELECT nextval({check_in_ids}), id, person_id, practice_id, step_id, NULL, choice,
    due_at, NULL, %(now)s, because
  FROM behind
  ON CONFLICT (enrolment_id, step_id, due_at) DO NOTHING RETURNING id, message_id
),
decisions AS (
  INSERT INTO between_decision (person_id, check_in_id, at, policy, options, chosen, probability, features)
  SELECT s.person_id, s.check_in_id, %(now)s, c.policy, c.options, c.chosen, c.probability, c.features
  FROM chosen c JOIN said s USING (check_in_id) JOIN check_ins k ON k.id = c.check_in_id
  RETURNING 1
),
moved AS (
  UPDATE between_enrolment SET
    next_at = CASE WHEN to_do.state = 'running' THEN to_do.next_at END,
    next_step_id = CASE WHEN to_do.state = 'running' THEN to_do.step_id END,
    state = to_do.state, state_because = to_do.because, paused_until = NULL
  FROM (
    SELECT e.id, c.step_id, coalesce({moment_c}, {end}) AS next_at, coalesce(e.ends, '') AS because, CASE
      WHEN e.ends IS NOT NULL THEN 'stopped' WHEN e.next_step_id IS NULL THEN 'finished' ELSE 'running' END AS state
    FROM placed e LEFT JOIN calendar c
      ON (c.programme_id, c.every_nth, c.place) = (e.programme_id, e.every_nth, e.place + 1)
      AND e.started_on + c.day <= e.ends_on
  ) to_do
  WHERE between_enrolment.id = to_do.id AND between_enrolment.id = ANY (ARRAY(SELECT id FROM due))
  RETURNING between_enrolment.state
)
SELECT (SELECT count(*) FROM moved), (SELECT count(message_id) FROM check_ins),
  (SELECT count(*) FROM check_ins WHERE message_id IS NULL), (SELECT count(*) FROM decisions),
  (SELECT count(*) FROM moved WHERE state = 'finished'), (SELECT count(*) FROM moved WHERE state = 'stopped')
"""

# A check-in that nobody answered in time: noted, counted, and the rules that this silence sets off are given back.
SILENCE = """
WITH unanswered AS (
  SELECT c.id, CASE WHEN m.handed_over_at IS NULL AND (m.failed_at IS NOT NULL OR m.suppressed_at IS NOT NULL
    OR m.lapsed_at IS NOT NULL) THEN 'The message did not go out' ELSE 'Not answered' END AS because
  FROM between_checkin c LEFT JOIN messaging_message m ON m.id = c.message_id
  WHERE c.answer_by <= %(now)s AND c.answered_at IS NULL AND c.lapsed_at IS NULL
  FOR NO KEY UPDATE OF c SKIP LOCKED
),
lapsed AS (
  UPDATE between_checkin SET lapsed_at = %(now)s, lapsed_because = unanswered.because
  FROM unanswered WHERE between_checkin.id = unanswered.id
  RETURNING between_checkin.id, enrolment_id
),
counted AS (
  UPDATE between_enrolment e SET silent_for = e.silent_for + l.times
  FROM (SELECT enrolment_id, count(*)::int AS times, max(id) AS check_in_id FROM lapsed GROUP BY enrolment_id) l
  WHERE e.id = l.enrolment_id AND NOT EXISTS (SELECT 1 FROM messaging_pause p WHERE p.person_id = e.person_id
    AND p.starts_at <= %(now)s AND (p.ends_at IS NULL OR p.ends_at > %(now)s))
  RETURNING e.id, e.programme_id, e.state, e.silent_for, l.times, l.check_in_id
),
told AS MATERIALIZED (SELECT * FROM counted WHERE state = 'running'),
rules AS (
  SELECT g.id AS programme_id, r.rule ->> 'code' AS code, (r.rule -> 'when' ->> 'silent_for')::int AS silent_for
  FROM between_programme g CROSS JOIN LATERAL jsonb_array_elements(g.contents -> 'rules') AS r (rule)
  WHERE jsonb_exists(r.rule -> 'when', 'silent_for') AND g.id IN (SELECT programme_id FROM told)
)
SELECT (SELECT count(*) FROM lapsed), coalesce((
  SELECT jsonb_agg(jsonb_build_array(t.id, t.check_in_id, r.code) ORDER BY t.id) FROM told t
  JOIN rules r ON r.programme_id = t.programme_id
    AND r.silent_for > t.silent_for - t.times AND r.silent_for <= t.silent_for), '[]')
"""

# The next occasion of some enrolments, after whatever has been on: said anew when their time or pace was changed.
# Who has had nothing yet begins at the beginning, be its hour past: the first words come before all others.
PLACE = """
WITH concerned AS MATERIALIZED (
  SELECT e.*, h.last_on IS NOT NULL AS has_begun,
    greatest(h.last_on, coalesce(e.paused_until, e.started_on) - 1) - e.started_on AS after_day
  FROM between_enrolment e CROSS JOIN LATERAL (
    SELECT max((c.due_at AT TIME ZONE e.time_zone)::date) AS last_on FROM between_checkin c WHERE c.enrolment_id = e.id
  ) h WHERE e.id = ANY (%(enrolments)s)
),
{calendar}
UPDATE between_enrolment SET next_at = coalesce(n.next_at, n.end_at), next_step_id = n.step_id
FROM (
  SELECT e.id, n.step_id, n.next_at, {end} AS end_at
  FROM concerned e LEFT JOIN LATERAL (
    SELECT c.step_id, {moment_c} AS next_at FROM calendar c
    WHERE c.programme_id = e.programme_id AND c.every_nth = e.every_nth AND c.day > e.after_day
      AND e.started_on + c.day <= e.ends_on AND ({moment_c} > %(now)s OR NOT e.has_begun)
    ORDER BY c.day LIMIT 1
  ) n ON true
) n
WHERE between_enrolment.id = n.id
"""

LONGEST = 367  # a day after the longest programme's last
IDS = "(SELECT pg_get_serial_sequence('{table}', 'id')::regclass)"  # looked up once, not for every row
_PARTS = {
    "longest": LONGEST,
    "check_in_ids": IDS.format(table="between_checkin"),
    "message_ids": IDS.format(table="messaging_message"),
    "local_c": LOCAL.format(c="c"),
    "moment_c": MOMENT.format(c="c"),
    "moment_newest": MOMENT.format(c="newest"),
    "end": END,
}


def sweep(policy: Policy = FIXED) -> str:
    """The statement of the sweep: how many enrolments were seen to, messages and lapses made, decisions, ends."""
    parts = _PARTS | {
        "calendar": CALENDAR.format(concerned="due", longest=LONGEST),
        "policy": policy.select,
        "fixed": FIXED.select,
    }
    return SWEEP.format(
        **{name: _escaped(part) if name in ("policy", "fixed") else part for name, part in parts.items()}
    )


def place() -> str:
    return PLACE.format(**_PARTS, calendar=CALENDAR.format(concerned="concerned", longest=LONGEST))


def _escaped(select: str) -> str:
    return select.replace("%", "%%")
