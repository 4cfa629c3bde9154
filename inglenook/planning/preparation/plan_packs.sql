-- One pack for each of these cycles that has none: due so many days before the conversation, by the person's own way.
INSERT INTO planning_pack (
  person_id, cycle_id, channel, large_print, easy_read, contents, due_on, written_by_id, written_at)
SELECT c.person_id, c.id, way.channel,
  coalesce(pref.wants_large_print, p.wants_large_print), coalesce(pref.wants_easy_read, false), '{}',
  greatest(%(today)s, c.due_on - %(days_before)s), %(by)s, now()
FROM planning_reviewcycle c
  JOIN people_person p ON p.id = c.person_id
  LEFT JOIN people_preferences pref ON pref.person_id = p.id
  CROSS JOIN LATERAL (SELECT
    coalesce(nullif(pref.channel, ''), nullif(p.preferred_channel, ''), CASE WHEN pref.wants_audio THEN 'phone' END, '')
      AS wish,
    CASE WHEN pref.wants_no_letters THEN '' ELSE p.address END AS post) AS wished
  CROSS JOIN LATERAL (SELECT CASE
    WHEN wish = 'email' AND p.email <> '' THEN 'email'
    WHEN wish = 'text' AND p.mobile <> '' THEN 'text'
    WHEN wish = 'phone' AND p.mobile || p.phone <> '' THEN 'phone'
    WHEN wish = 'web' AND (p.user_id IS NOT NULL OR p.email <> '') THEN 'web'
    WHEN wish = 'letter' AND post <> '' THEN 'letter'
    WHEN p.email <> '' AND wish IN ('', 'web') THEN 'email'
    WHEN post <> '' THEN 'letter'
    WHEN p.mobile || p.phone <> '' THEN 'phone'
    WHEN p.email <> '' THEN 'email'
    ELSE CASE WHEN pref.wants_no_letters THEN 'phone' ELSE 'letter' END END AS channel) AS way
WHERE c.id = ANY (%(cycles)s) AND c.state = ANY (%(states)s)
  AND NOT p.is_dead AND (p.died_on IS NULL OR p.died_on > %(today)s)
ON CONFLICT (cycle_id) DO NOTHING
RETURNING id
