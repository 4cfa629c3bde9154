"""How 130 people were before they met a link worker and long after, so that the figures show something.

All of it is made up: who answered, what, and who was lost, from sums over each person's key, so that every
demonstration is the same. It is written in sets, as an import would write it, and the daily pass makes of it what it
makes of all answers.
"""

import json

from django.db import connection, transaction

from inglenook.community.outcomes.sweep import sweep
from inglenook.community.referrals.api import team_of
from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.measures.instruments import instruments
from inglenook.people.models import CareTeamMember, Person

PEOPLE = 130
BARRIERS = ["loneliness", "getting_about", "money", "mood"]
# `began`: the day of acceptance, a week from one person to the next. They are of the practices whose team it is.
REFERRED = """
WITH chosen AS (
  SELECT p.id, p.practice_id, p.given_name, p.family_name, p.birth_date, p.postcode,
    row_number() OVER (ORDER BY p.id) AS n
  FROM people_person p JOIN core_organisation o ON o.id = p.practice_id
  WHERE %(team)s IN (o.id, o.parent_id) AND NOT p.is_dead AND p.birth_date < %(today)s - 365 * 30
    AND p.id <> ALL (%(not_these)s) AND NOT EXISTS (SELECT FROM community_referral r WHERE r.person_id = p.id)
  ORDER BY p.id LIMIT %(people)s
), dated AS (
  SELECT chosen.*, (%(today)s - (20 + 7 * (n - 1))::int + time '11:00') AT TIME ZONE 'Europe/London' AS began
  FROM chosen
), made AS (
  INSERT INTO community_referral (person_id, practice_id, team_id, owner_id, state, state_at, way, referrer_name,
    given_name, given_family_name, given_birth_date, given_postcode, reason, barriers, details, made_at, closed_at)
  SELECT id, practice_id, %(team)s, %(worker)s, 'told', least(began + interval '100 days', %(now)s), 'staff',
    'Joy Adeyemi', given_name, family_name, birth_date, postcode, 'Company, and somebody to sort things out with',
    ARRAY[(%(barriers)s::text[])[1 + n %% 4]], '{}', began - interval '4 days',
    least(began + interval '100 days', %(now)s)
  FROM dated RETURNING id, person_id, closed_at, made_at
)
INSERT INTO community_referralstep (person_id, team_id, referral_id, state, at, by_id, owner_id, because)
SELECT made.person_id, %(team)s, made.id, step.state, step.at, %(worker)s, %(worker)s, step.because
FROM made CROSS JOIN LATERAL (VALUES
  ('received', made.made_at, ''), ('accepted', made.made_at + interval '4 days', ''),
  ('closed', made.closed_at, 'done'), ('told', made.closed_at, '')
) AS step (state, at, because)
"""
# Who answers at an occasion (`stays`, in a hundred; all while there is still time), and how they are: a mean for the
# occasion, and chance from -1 to 1
# twice over, once of the person and once of the day, so that one person's answers are alike.
ANSWERED = """
WITH began AS (
  SELECT s.person_id, s.at, n.chance AS own FROM community_referralstep s
  JOIN community_referral r ON r.id = s.referral_id AND r.team_id = %(team)s AND r.state = 'told'
  CROSS JOIN LATERAL (SELECT (hashtext('own' || s.person_id) %% 1000) / 1000.0 AS chance) n WHERE s.state = 'accepted'
), occasion (code, days, stays, lonely, well) AS (
  VALUES ('start', 0, 97, 7.1, 4.6), ('weeks_12', 84, 80, 6.3, 5.4), ('months_6', 183, 68, 6.0, 5.8),
    ('months_12', 365, 58, 6.1, 5.8), ('months_24', 730, 50, 6.4, 5.5)
), said AS (
  SELECT b.person_id, b.own, o.*, b.at + make_interval(days => o.days) AS answered_at, b.person_id || o.code AS key
  FROM began b CROSS JOIN occasion o
  WHERE b.at + make_interval(days => o.days) < %(now)s
    AND (abs(hashtext('stays' || b.person_id || o.code)) %% 100 < o.stays
      OR b.at + make_interval(days => o.days + 56) > %(now)s)
), items AS (
  SELECT said.person_id, said.code, said.answered_at, kind.instrument, item.name,
    least(kind.most, greatest(kind.least, round(kind.middle + kind.spread * (said.own + chance.of_day))::int)) AS value
  FROM said CROSS JOIN LATERAL (VALUES
    ('ons4', 0, 10, said.well, 1.6, ARRAY['satisfied', 'worthwhile', 'happy']),
    ('ons4', 0, 10, 10.2 - said.well, -1.6, ARRAY['anxious']),
    ('ucla3', 1, 3, said.lonely / 3, -0.5, ARRAY['companionship', 'left_out', 'isolated']),
    ('lonely', 1, 5, 5.2 - said.lonely / 2, 0.8, ARRAY['lonely'])
  ) AS kind (instrument, least, most, middle, spread, names)
  CROSS JOIN LATERAL unnest(kind.names) AS item (name)
  CROSS JOIN LATERAL (SELECT (hashtext(said.key || item.name) %% 1000) / 1000.0 AS of_day) chance
)
INSERT INTO measures_administration (person_id, instrument, version, way, asked_at, answered_at, answers, score, low,
  high)
SELECT i.person_id, i.instrument, %(versions)s::jsonb ->> i.instrument, 'phone', i.answered_at, i.answered_at,
  jsonb_object_agg(i.name, i.value), CASE i.instrument WHEN 'ucla3' THEN sum(i.value) END,
  CASE i.instrument WHEN 'ucla3' THEN 3 END, CASE i.instrument WHEN 'ucla3' THEN 9 END
FROM items i GROUP BY i.person_id, i.code, i.answered_at, i.instrument
"""
# Whoever was lost had been asked, and so had most of those who answered.
ASKED = """
UPDATE community_outcomepoint SET asked_at = due_on + time '09:00',
  lost_because = CASE lost_because WHEN 'not_reached' THEN 'no_answer' ELSE lost_because END
WHERE team_id = %(team)s AND asked_at IS NULL AND (lost_at IS NOT NULL OR answered_at IS NOT NULL)
  AND person_id <> ALL (%(not_these)s)
"""


@transaction.atomic
def tell_outcomes(accounts: dict[str, User]) -> None:
    """Referred one after the other over two and a half years, followed up as far as each could be by now."""
    with access.working(), connection.cursor() as cursor:
        values = _values(accounts["link-worker"])
        for statement in (REFERRED, ANSWERED):
            cursor.execute(statement, values)
        sweep()
        cursor.execute(ASKED, values)


def _values(worker: User) -> dict:
    known = list(CareTeamMember.objects.values_list("person_id", flat=True).distinct())
    some = Person.objects.select_related("practice__parent").get(pk=known[0])
    return {
        "team": team_of(some).pk,
        "worker": worker.pk,
        "people": PEOPLE,
        "barriers": BARRIERS,
        "not_these": known,
        "versions": _versions(),
        "now": clock.now(),
        "today": clock.today(),
    }


def _versions() -> str:
    """Of each instrument, as JSON."""
    return json.dumps({code: one.version for code, one in instruments().items()})
