"""The daily pass over everybody's points, each step one statement: make, hear, ask, remind, lose.

`occasions` is a relation (code, days, ask_after_days, window_days) made of the arrays that `sweep` passes.
"""

OCCASIONS = """
occasions AS (
  SELECT * FROM unnest(%(codes)s::text[], %(days)s::int[], %(ask_after)s::int[], %(windows)s::int[])
    AS o (code, days, ask_after_days, window_days)
)
"""

# Every occasion of every referral that was accepted, from the day of the first acceptance, in the team's own zone.
MAKE = """
WITH {occasions}, accepted AS (
  SELECT referral_id, min(at) AS at FROM community_referralstep WHERE state = 'accepted' GROUP BY referral_id
)
INSERT INTO community_outcomepoint (person_id, team_id, referral_id, occasion, due_on, ends_on)
SELECT r.person_id, r.team_id, r.id, o.code, began.on_day + o.days, began.on_day + o.days + o.window_days
FROM accepted a JOIN community_referral r ON r.id = a.referral_id JOIN core_organisation t ON t.id = r.team_id
CROSS JOIN LATERAL (SELECT (a.at AT TIME ZONE t.time_zone)::date AS on_day) began CROSS JOIN occasions o
WHERE r.person_id IS NOT NULL
ON CONFLICT (referral_id, occasion) DO NOTHING
"""

# What the person answered in the window, however it was asked (a link worker's note most of all). Of several the first.
# The start has its values from the moment the referral was made.
HEAR = """
WITH heard AS (
  SELECT o.id, min(a.answered_at) AS at, {firsts}
  FROM community_outcomepoint o
  JOIN community_referral r ON r.id = o.referral_id JOIN core_organisation t ON t.id = o.team_id
  JOIN measures_administration a ON a.person_id = o.person_id AND a.instrument = ANY (%(instruments)s)
    AND a.answered_at >= CASE WHEN o.occasion = %(start)s THEN r.made_at
      ELSE o.due_on::timestamp AT TIME ZONE t.time_zone END
    AND a.answered_at < (o.ends_on + 1)::timestamp AT TIME ZONE t.time_zone
  WHERE o.lost_at IS NULL AND o.due_on <= %(today)s AND (o.answered_at IS NULL OR o.ends_on >= %(today)s - 7)
    AND {missing} AND jsonb_path_exists(a.answers, '$.* ? (@ != null)')
  GROUP BY o.id
)
UPDATE community_outcomepoint o SET answered_at = coalesce(o.answered_at, heard.at), {kept}
FROM heard WHERE heard.id = o.id
"""

# Whose turn it is to be asked: one point a person, the newest, so that two referrals do not ask twice.
DUE = """
WITH {occasions}
SELECT DISTINCT ON (o.person_id) o.id, o.person_id FROM community_outcomepoint o JOIN occasions c ON c.code = o.occasion
JOIN people_person p ON p.id = o.person_id
WHERE o.answered_at IS NULL AND o.lost_at IS NULL AND o.asked_at IS NULL AND NOT p.is_dead
  AND o.due_on + c.ask_after_days <= %(today)s AND o.ends_on > %(today)s
  AND NOT EXISTS (SELECT 1 FROM community_outcomepoint other WHERE other.person_id = o.person_id
    AND other.asked_at IS NOT NULL AND other.answered_at IS NULL AND other.lost_at IS NULL)
ORDER BY o.person_id, o.due_on DESC, o.id
"""
# Asked a while ago and nothing said yet, not even that a question is missed out.
AGAIN = """
SELECT o.id, o.person_id FROM community_outcomepoint o
WHERE o.answered_at IS NULL AND o.lost_at IS NULL AND o.asked_at <= %(now)s - make_interval(days => %(remind_after)s)
  AND o.reminded_at IS NULL AND o.ends_on > %(today)s
  AND o.ons4_id IS NULL AND o.ucla3_id IS NULL AND o.lonely_id IS NULL
"""

# A message for each of these points, by the person's own way; whether they get it is the outbox's to judge. Who has
# chosen no way, or one by which they are not reached, is asked by the first there is.
WRITE = """
WITH asked AS (
  SELECT o.id, o.person_id, o.ends_on, o.ref, p.practice_id, coalesce(practice.name, t.name) AS practice,
    coalesce(practice.phone, t.phone) AS phone, coalesce(practice.time_zone, t.time_zone) AS zone,
    coalesce(nullif(w.channel, ''), nullif(p.preferred_channel, '')) AS wish,
    coalesce(nullif(w.language, ''), nullif(p.language, ''), 'en') AS language
  FROM community_outcomepoint o JOIN people_person p ON p.id = o.person_id JOIN core_organisation t ON t.id = o.team_id
  LEFT JOIN core_organisation practice ON practice.id = p.practice_id
  LEFT JOIN people_preferences w ON w.person_id = p.id
  WHERE o.id = ANY (%(points)s)
), sent AS (
  INSERT INTO messaging_message (key, kind, topic, person_id, practice_id, channel, contact_point_id, template,
    language, values, due_at, lapses_at)
  SELECT 'outcome:' || a.id || ':' || %(what)s, 'outcome', %(topic)s, a.person_id, a.practice_id,
    coalesce(way.channel, a.wish, 'phone'), way.id, 'outcome:' || %(what)s, a.language,
    jsonb_build_object('ref', a.ref, 'practice', a.practice, 'phone', a.phone),
    %(now)s, (a.ends_on + 1)::timestamp AT TIME ZONE a.zone
  FROM asked a LEFT JOIN LATERAL (
    SELECT c.id, c.channel FROM messaging_contactpoint c
    WHERE c.person_id = a.person_id AND c.carer_id IS NULL AND c.ended_at IS NULL
    ORDER BY c.channel IS NOT DISTINCT FROM a.wish DESC,
      array_position(ARRAY['text', 'email', 'web', 'letter', 'phone'], c.channel::text), c.entered_at DESC, c.id DESC
    LIMIT 1
  ) way ON true
  ON CONFLICT (key) DO NOTHING RETURNING id, key, channel
)
UPDATE community_outcomepoint o SET message_id = sent.id, {noted} = %(now)s,
  question = CASE sent.channel WHEN 'text' THEN %(first)s ELSE '' END
FROM sent WHERE sent.key = 'outcome:' || o.id || ':' || %(what)s
"""

# Nobody answered within the window, or nobody can any more.
LOSE = """
UPDATE community_outcomepoint o SET lost_at = %(now)s, question = '', lost_because = CASE
  WHEN p.is_dead THEN 'died'
  WHEN m.handed_over_at IS NULL OR m.failed_at IS NOT NULL THEN 'not_reached' ELSE 'no_answer' END
FROM community_outcomepoint l JOIN people_person p ON p.id = l.person_id
LEFT JOIN messaging_message m ON m.id = l.message_id
WHERE l.id = o.id AND o.answered_at IS NULL AND o.lost_at IS NULL AND (o.ends_on < %(today)s OR p.is_dead)
"""


def make() -> str:
    return MAKE.format(occasions=OCCASIONS)


def due() -> str:
    return DUE.format(occasions=OCCASIONS)


def hear(instruments: tuple[str, ...]) -> str:
    """One column for each instrument; its code is the column's name."""
    first = "(array_agg(a.id ORDER BY a.answered_at) FILTER (WHERE a.instrument = '{0}'))[1] AS {0}"
    return HEAR.format(
        firsts=", ".join(first.format(code) for code in instruments),
        missing="(" + " OR ".join(f"o.{code}_id IS NULL" for code in instruments) + ")",
        kept=", ".join(f"{code}_id = coalesce(o.{code}_id, heard.{code})" for code in instruments),
    )


def write(noted: str) -> str:
    """`noted` is the column that keeps when: asked_at or reminded_at."""
    return WRITE.format(noted=noted)
