"""People with a need, month by month, so that the effect of referral in the long run can be estimated.

**Who.** Everybody on the practices' lists with one of `barriers` recorded by any of `sources` (a social finding in
the record, the preparation before a review, a referral). The *index date* is the first day on which that barrier
stood anywhere, for everybody alike, whatever was done about it.

**Rows.** One for each person, barrier and month: on the first of every month from the index date to `until`, while
alive. `state` says what was so when that day began and looks at nothing later:

- `not_referred`: no referral has been made yet;
- `waiting`: one has been made, and no link worker has accepted any;
- `not_taken_up`: all were ended without having been accepted;
- `referred`: a link worker has accepted one.

**The waiting rule.** The time between the record of the barrier and the referral is `not_referred`, that between
referral and acceptance is `waiting`, also for those who are accepted later: nobody's months before acceptance count
as months with a link worker, which is how immortal-time bias comes about. `is_new` marks the first row of a state. To
estimate an effect as a sequence of trials (Hernán and Robins 2016; Danaei 2013), compare new `referred` rows with
`waiting` and `not_referred` rows of the same barrier, practice and month, adjust for the columns below, and deal with
those who cross over later by censoring and weighting.

**Columns.** `person` (a digest that differs from one extract to the next), `practice` (key), `barrier`, `index_on`,
`on`, `state`, `since` (date of the state), `is_new`, `age_band` ("60-69"), `sex`, `decile` (1 most deprived),
`followed_days` (from `on` to death or `until`), `died`, `conditions` (number of groups of long-term conditions: "0",
"1", "2-3", "4+"), `encounters` (in the year before), `baseline` and `outcomes`. `baseline` holds the newest figures
of the year before: ucla3 (3 to 9), lonely (1 to 5), satisfied, worthwhile, happy, anxious (0 to 10). `outcomes` has
by occasion the same figures, the first that were answered in its window, and `encounters` since `on`; a figure that
nobody answered is absent, an occasion whose window is not over by `until` too, and so is one whose window the person
did not live through. Windows begin 31 days early, for who is accepted within a month is asked by the day of
acceptance, not by the first. Figures come from every questionnaire, not only those sent because of a referral.

What it cannot mend: people who were never asked have no figures; who has left the lists is not in it; who was referred
may differ in what nobody recorded.
"""

import json
import secrets
from collections.abc import Iterator, Sequence
from datetime import date

from django.db import connection

from inglenook.core import access

from .outcomes import rules

YEAR_BEFORE, EARLY = 365, 31  # days

# Each a SELECT of person, barrier and day; rooms above add theirs. The second has the record's social findings that are
# barriers of ours; those that are no need by themselves, as to be in work, are left out.
sources: list[str] = [
    "SELECT person_id, unnest(barriers), made_at::date FROM community_referral WHERE person_id IS NOT NULL",
    """
    SELECT c.person_id, t.barrier, c.started_on FROM people_circumstance c JOIN (VALUES ('loneliness', 'loneliness'),
      ('transport', 'getting_about'), ('money', 'money'), ('housing', 'housing'), ('caring', 'caring'),
      ('stress', 'mood')) AS t (theme, barrier) USING (theme) WHERE c.started_on IS NOT NULL
    """,
]

# The figures of a person's questionnaires between two moments, of several the first or the newest.
FIGURES = """
SELECT jsonb_object_agg(f.figure, f.value) FROM (
  SELECT DISTINCT ON (v.figure) v.figure, v.value FROM measures_administration a CROSS JOIN LATERAL (VALUES
    ('ucla3', CASE a.instrument WHEN 'ucla3' THEN a.score END), ('lonely', (a.answers ->> 'lonely')::float),
    ('satisfied', (a.answers ->> 'satisfied')::float), ('worthwhile', (a.answers ->> 'worthwhile')::float),
    ('happy', (a.answers ->> 'happy')::float), ('anxious', (a.answers ->> 'anxious')::float)) AS v (figure, value)
  WHERE a.person_id = m.person_id AND a.instrument IN ('ons4', 'ucla3', 'lonely') AND v.value IS NOT NULL
    AND a.answered_at >= {since} AND a.answered_at < {until}
  ORDER BY v.figure, a.answered_at {order}
) f
"""
EXTRACT = """
WITH occasions AS (
  SELECT * FROM unnest(%(codes)s::text[], %(days)s::int[], %(windows)s::int[]) AS o (code, days, window_days)
),
needs AS (
  SELECT s.person_id, s.barrier, min(s.day) AS index_on FROM ({sources}) AS s (person_id, barrier, day)
  JOIN people_person p ON p.id = s.person_id AND p.practice_id = ANY (%(practices)s)
  WHERE s.barrier = ANY (%(barriers)s) AND s.day <= %(until)s AND (p.died_on IS NOT NULL OR NOT p.is_dead)
  GROUP BY 1, 2
),
referrals AS MATERIALIZED (
  SELECT r.person_id, r.made_at::date AS made_on, r.closed_at::date AS closed_on, min(a.at)::date AS accepted_on
  FROM community_referral r LEFT JOIN community_referralstep a ON a.referral_id = r.id AND a.state = 'accepted'
  WHERE r.person_id = ANY (ARRAY(SELECT person_id FROM needs)) GROUP BY r.id
),
months AS (
  SELECT n.person_id, n.barrier, n.index_on, d.month::date AS on_day,
    CASE WHEN r.accepted_on IS NOT NULL THEN 'referred' WHEN r.made_on IS NULL THEN 'not_referred'
      WHEN r.waits_since IS NULL THEN 'not_taken_up' ELSE 'waiting' END AS state,
    coalesce(r.accepted_on, r.waits_since, r.closed_on, n.index_on) AS since
  FROM needs n CROSS JOIN LATERAL generate_series(
    date_trunc('month', n.index_on::timestamp - interval '1 day') + interval '1 month',
    %(until)s::timestamp, interval '1 month') AS d (month)
  CROSS JOIN LATERAL (
    SELECT min(made_on) AS made_on, min(accepted_on) FILTER (WHERE accepted_on < d.month) AS accepted_on,
      min(made_on) FILTER (WHERE closed_on IS NULL OR closed_on >= d.month) AS waits_since,
      max(closed_on) FILTER (WHERE closed_on < d.month) AS closed_on
    FROM referrals WHERE referrals.person_id = n.person_id AND made_on < d.month
  ) r
)
SELECT encode(sha256((%(salt)s || p.ref)::bytea), 'hex') AS person, p.practice_id AS practice, m.barrier, m.index_on,
  m.on_day AS on, m.state, m.since,
  lag(m.state) OVER (PARTITION BY m.person_id, m.barrier ORDER BY m.on_day) IS DISTINCT FROM m.state AS is_new,
  (age.years / 10 * 10) || '-' || (age.years / 10 * 10 + 9) AS age_band, p.sex, p.deprivation_decile AS decile,
  least(%(until)s, p.died_on) - m.on_day AS followed_days, coalesce(p.died_on <= %(until)s, false) AS died,
  CASE WHEN ill.groups < 2 THEN ill.groups::text WHEN ill.groups < 4 THEN '2-3' ELSE '4+' END AS conditions,
  (SELECT count(*) FROM people_encounter e WHERE e.person_id = m.person_id
    AND e.started_at >= m.on_day - {year} AND e.started_at < m.on_day) AS encounters,
  coalesce(({baseline}), '{{}}') AS baseline,
  (SELECT coalesce(jsonb_object_agg(o.code, coalesce(({figures}), '{{}}') || jsonb_build_object('encounters', (
      SELECT count(*) FROM people_encounter e WHERE e.person_id = m.person_id
        AND e.started_at >= m.on_day AND e.started_at < m.on_day + o.days))), '{{}}')
    FROM occasions o WHERE m.on_day + o.days + o.window_days <= least(%(until)s, p.died_on)) AS outcomes
FROM months m JOIN people_person p ON p.id = m.person_id
CROSS JOIN LATERAL (SELECT extract(year FROM age(m.on_day, p.birth_date))::int AS years) age
CROSS JOIN LATERAL (
  SELECT count(DISTINCT g.code) AS groups FROM people_condition c
  JOIN people_conditiongroupcode k ON k.system = c.system AND k.code = c.code
  JOIN people_conditiongroup g ON g.code = k.group_id AND g.kind = 'ltc'
  WHERE c.person_id = m.person_id AND NOT c.is_wrong AND (c.started_on IS NULL OR c.started_on < m.on_day)
    AND (c.ended_on IS NULL OR c.ended_on >= m.on_day)
) ill
WHERE p.died_on IS NULL OR p.died_on >= m.on_day
ORDER BY m.person_id, m.barrier, m.on_day
"""


def extract(*, practices: Sequence[int], barriers: Sequence[str], until: date) -> Iterator[dict]:
    """The rows described above, of these practices (keys) and barriers (codes of barriers.yaml), by person and month.

    For whoever may count over whole practices: it runs as background work and sees everybody on their lists.
    """
    later = [one for one in rules.occasions().values() if one.days]
    values = {
        "codes": [one.code for one in later],
        "days": [one.days for one in later],
        "windows": [one.window_days for one in later],
        "practices": list(practices),
        "barriers": list(barriers),
        "until": until,
        "salt": secrets.token_hex(),
    }
    with access.working(), connection.cursor() as cursor:
        cursor.execute(_statement(), values)
        names = [column.name for column in cursor.description]
        found = cursor.fetchall()
    return (_row(dict(zip(names, row, strict=True))) for row in found)


def _row(row: dict) -> dict:
    """Columns of JSON as what they hold, whether the driver gives them as text or not."""
    return row | {name: json.loads(row[name]) for name in ("baseline", "outcomes") if isinstance(row[name], str)}


def _statement() -> str:
    baseline = FIGURES.format(since=f"m.on_day - {YEAR_BEFORE}", until="m.on_day", order="DESC")
    window = {"since": f"m.on_day + o.days - {EARLY}", "until": "m.on_day + o.days + o.window_days"}
    figures = FIGURES.format(**window, order="ASC")
    together = " UNION ALL ".join(sources)
    return EXTRACT.format(sources=together, year=YEAR_BEFORE, baseline=baseline, figures=figures)
