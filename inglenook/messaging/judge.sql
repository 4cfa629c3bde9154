-- What becomes of each of these messages now: `verdict` is go, suppress, lapse or hold (until `hold_until`), `because`
-- says why. Reasons are looked at in the order of their weight: nothing outweighs a death. Quiet hours and caps are on
-- the person's own clock. A message in a worker's hands before (`tries` > 0) is not counted or held again. How somebody
-- is long after is asked a few times in two years: under a cap it goes before what comes every day (`is_first`).
WITH asked AS (
  SELECT m.id, m.person_id, m.carer_id, m.channel, m.topic, m.tries, m.due_at, m.lapses_at, m.held_because,
    m.kind IN ('reply', 'confirmation') AS answers,
    m.kind = 'confirmation' OR m.kind = 'reply' AND m.is_urgent AS must_answer,
    m.is_urgent OR m.kind IN ('reply', 'confirmation') OR m.tries > 0 AS goes_at_once,
    m.channel IN ('text', 'email', 'web') AS is_capped,
    m.kind = 'outcome' AS is_first,
    p.is_dead AND (p.died_on IS NULL OR p.died_on <= %(today)s) OR p.died_on <= %(today)s AS has_died,
    coalesce(own.quiet_from, house.quiet_from, '21:00') AS quiet_from,
    coalesce(own.quiet_until, house.quiet_until, '08:00') AS quiet_until,
    coalesce(own.per_day, house.per_day, 1) AS per_day,
    coalesce(own.per_week, house.per_week, 4) AS per_week,
    coalesce(nullif(own.time_zone, ''), u.time_zone, practice.time_zone, 'Europe/London') AS zone,
    coalesce(wishes.wants_no_letters, false) AS no_letters, point.id AS point_id, point.value, point.push_keys,
    point.is_shared OR coalesce(wishes.shares_phone, false) AND m.channel = 'text' OR EXISTS (
      SELECT 1 FROM messaging_contactpoint other JOIN people_person o ON o.id = other.person_id
      WHERE m.channel = 'text' AND other.channel = m.channel AND other.value = point.value AND other.ended_at IS NULL
        AND other.person_id <> m.person_id AND other.carer_id IS NULL AND NOT o.is_dead) AS is_shared
  FROM messaging_message m
  JOIN people_person p ON p.id = m.person_id
  LEFT JOIN core_user u ON u.id = coalesce(m.carer_id, p.user_id)
  LEFT JOIN core_organisation practice ON practice.id = p.practice_id
  LEFT JOIN people_preferences wishes ON wishes.person_id = p.id AND m.carer_id IS NULL
  LEFT JOIN messaging_ownlimits own ON own.person_id = p.id AND m.carer_id IS NULL
  LEFT JOIN messaging_practicelimits house ON house.organisation_id = p.practice_id
  LEFT JOIN LATERAL (
    SELECT c.id, c.value, c.push_keys, c.is_shared FROM messaging_contactpoint c
    WHERE c.person_id = m.person_id AND c.carer_id IS NOT DISTINCT FROM m.carer_id AND c.channel = m.channel
      AND (c.ended_at IS NULL OR m.kind = 'confirmation' AND c.id = m.contact_point_id)
    ORDER BY c.id = m.contact_point_id DESC, c.entered_at DESC, c.id DESC LIMIT 1
  ) AS point ON true
  WHERE m.id = ANY (%(messages)s)
), weighed AS (
  SELECT asked.*, CASE
    WHEN has_died THEN 'Has died'
    WHEN NOT must_answer AND carer_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM people_grant g WHERE g.person_id = asked.person_id AND g.carer_id = asked.carer_id
        AND (g.ended_at IS NULL OR g.ended_at > %(now)s) AND (g.until IS NULL OR g.until > %(now)s))
      THEN 'No longer let in'
    WHEN NOT must_answer AND carer_id IS NULL AND EXISTS (
      SELECT 1 FROM messaging_stop s WHERE s.person_id = asked.person_id AND s.ended_at IS NULL AND s.topic = '')
      THEN 'Asked for no messages'
    WHEN NOT must_answer AND topic <> '' AND carer_id IS NULL AND EXISTS (
      SELECT 1 FROM messaging_stop s WHERE s.person_id = asked.person_id AND s.ended_at IS NULL
        AND s.topic = asked.topic) THEN 'Asked for no messages about this'
    WHEN channel = 'letter' AND no_letters THEN 'Asked for no letters'
    WHEN NOT answers THEN (
      SELECT CASE s.kind WHEN 'holiday' THEN 'On holiday' WHEN 'hospital' THEN 'In hospital' ELSE 'Asked for a rest' END
      FROM messaging_pause s WHERE s.person_id = asked.person_id AND s.starts_at <= %(now)s
        AND (s.ends_at IS NULL OR s.ends_at > %(now)s) LIMIT 1)
    END AS no, (%(now)s AT TIME ZONE zone) AS local
  FROM asked
), reached AS (
  SELECT weighed.*, CASE WHEN no IS NULL AND point_id IS NULL THEN 'No way to reach them by this channel' ELSE no END
    AS suppressed, CASE WHEN quiet_from > quiet_until THEN local::time >= quiet_from OR local::time < quiet_until
      ELSE local::time >= quiet_from AND local::time < quiet_until END AS is_quiet,
    (local::date + quiet_until + CASE WHEN local::time >= quiet_until THEN interval '1 day' ELSE interval '0' END)
      AT TIME ZONE zone AS next_open
  FROM weighed
), counted AS (
  SELECT reached.*, row_number() OVER (
      PARTITION BY person_id, carer_id, is_capped AND NOT goes_at_once AND suppressed IS NULL
      ORDER BY is_first DESC, due_at, id
    ) + (waits_first IS NOT NULL)::int AS turn, sent.today, sent.week
  FROM reached LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE (s.made_at AT TIME ZONE zone)::date = local::date) AS today, count(*) AS week
    FROM messaging_message s
    WHERE s.person_id = reached.person_id AND s.carer_id IS NOT DISTINCT FROM reached.carer_id
      AND s.id <> reached.id AND s.template <> '' AND s.channel IN ('text', 'email', 'web') AND NOT s.is_urgent
      AND s.kind NOT IN ('reply', 'confirmation') AND s.failed_at IS NULL AND s.lapsed_at IS NULL
      AND s.suppressed_at IS NULL AND (s.made_at AT TIME ZONE zone)::date > local::date - 7
  ) AS sent ON is_capped AND NOT goes_at_once
  LEFT JOIN LATERAL (
    SELECT true FROM messaging_message w
    WHERE w.person_id = reached.person_id AND w.carer_id IS NOT DISTINCT FROM reached.carer_id AND w.kind = 'outcome'
      AND w.id <> ALL (%(messages)s) AND w.due_at <= %(now)s AND w.lapses_at > %(now)s
      AND w.channel IN ('text', 'email', 'web') AND w.made_at IS NULL AND w.lapsed_at IS NULL
      AND w.suppressed_at IS NULL
    LIMIT 1
  ) AS waiting (waits_first) ON is_capped AND NOT goes_at_once AND NOT is_first
), judged AS (
  SELECT counted.*, CASE
    WHEN suppressed IS NOT NULL OR goes_at_once THEN ''
    WHEN is_quiet AND channel <> 'letter' THEN 'Quiet hours'
    WHEN is_capped AND today + turn > per_day THEN 'Enough messages for one day'
    WHEN is_capped AND week + turn > per_week THEN 'Enough messages for one week'
    ELSE '' END AS held
  FROM counted
)
SELECT id, tries, CASE
    WHEN suppressed IS NOT NULL THEN 'suppress'
    WHEN lapses_at <= %(now)s THEN 'lapse'
    WHEN held <> '' AND next_open >= lapses_at THEN 'lapse'
    WHEN held <> '' THEN 'hold'
    ELSE 'go' END AS verdict,
  coalesce(suppressed, nullif(held, ''), nullif(held_because, ''), 'Not sent while it was worth it') AS because,
  next_open AS hold_until, point_id, value, push_keys, is_shared
FROM judged ORDER BY tries, due_at, id
