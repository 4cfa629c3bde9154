-- A private link is looked up before anybody is known, so these two run with the rights of the tables' owner and tell
-- only what whoever holds the secret may know.

-- How a link stands: open, ended, expired (by its day, or with its review closed) or unknown; and whom to ring.
CREATE OR REPLACE FUNCTION planning_link_state(digest text, OUT state text, OUT practice text, OUT phone text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN l.id IS NULL THEN 'unknown' WHEN l.ended_at IS NOT NULL THEN 'ended'
      WHEN l.expires_at <= now() OR c.closed_at IS NOT NULL THEN 'expired' ELSE 'open' END,
    coalesce(o.name, ''), coalesce(o.phone, '')
  FROM (VALUES (digest)) AS asked(digest)
    LEFT JOIN planning_packlink l ON l.token_digest = asked.digest
    LEFT JOIN planning_pack k ON k.id = l.pack_id
    LEFT JOIN planning_reviewcycle c ON c.id = k.cycle_id
    LEFT JOIN people_person p ON p.id = l.person_id
    LEFT JOIN core_organisation o ON o.id = p.practice_id $$;

-- Open a link with the date of birth: its row and person, or nothing. The fifth wrong date ends the link.
CREATE OR REPLACE FUNCTION planning_open_link(digest text, birth_date date, OUT link_id bigint, OUT person_id bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE link planning_packlink; born date;
BEGIN
  SELECT * INTO link FROM planning_packlink l
    WHERE l.token_digest = digest AND l.ended_at IS NULL AND l.expires_at > now()
      AND EXISTS (SELECT 1 FROM planning_pack k JOIN planning_reviewcycle c ON c.id = k.cycle_id
        WHERE k.id = l.pack_id AND c.closed_at IS NULL) FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT p.birth_date INTO born FROM people_person p WHERE p.id = link.person_id;
  IF born = birth_date THEN
    UPDATE planning_packlink SET wrong_tries = 0 WHERE id = link.id;
    UPDATE planning_pack SET opened_at = now() WHERE id = link.pack_id AND opened_at IS NULL;
    link_id := link.id;
    person_id := link.person_id;
  ELSE
    UPDATE planning_packlink SET wrong_tries = wrong_tries + 1,
      ended_at = CASE WHEN wrong_tries + 1 >= 5 THEN now() END WHERE id = link.id;
  END IF;
END $$;
