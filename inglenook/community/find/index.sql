-- Listings of the services in `sought` made anew: what is no longer on offer goes.
CREATE TEMP TABLE listing_texts ON COMMIT DROP AS
SELECT s.id AS service_id, at.site_id, at.made_at,
  coalesce(at.latitude, pc.latitude, oc.latitude) AS latitude,
  coalesce(at.longitude, pc.longitude, oc.longitude) AS longitude,
  coalesce(at.outward, '') AS outward,
  CASE WHEN (d.doc #>> '{minimum_age}')::numeric BETWEEN 0 AND 150 THEN (d.doc #>> '{minimum_age}')::numeric END AS youngest,
  CASE WHEN (d.doc #>> '{maximum_age}')::numeric BETWEEN 1 AND 150 THEN (d.doc #>> '{maximum_age}')::numeric END AS oldest,
  greatest(s.changed_at, s.edited_at, p.changed_at, at.made_at) AS made_from,
  to_tsvector('english', s.name) AS titled,
  to_tsvector('english', s.name || ' ' || terms.names) AS named,
  to_tsvector('english', left(s.description, 1500) || ' ' || texts.said) AS told,
  setweight(to_tsvector('english', s.name), 'A') || setweight(to_tsvector('english', terms.names), 'B')
    || setweight(to_tsvector('english', p.name || ' ' || coalesce(at.name, '')), 'C')
    || to_tsvector('english', left(s.description, 1500) || ' ' || texts.said) AS words,
  array(SELECT 'a.' || code FROM unnest(at.access) AS code)
    || array(SELECT 'l.' || lower(name #>> '{}') FROM jsonb_path_query(d.doc, '$.languages[*].name') AS name)
    || times.codes
    || CASE WHEN costs.are_free THEN ARRAY['f.free'] ELSE '{}' END
    || CASE WHEN at.site_id IS NULL THEN array(SELECT 'a.' || code FROM ways_in) ELSE '{}' END AS codes
FROM community_service s
JOIN sought USING (id)
JOIN community_provider p ON p.id = s.provider_id
CROSS JOIN LATERAL (SELECT s.document || s.edits AS doc) d
LEFT JOIN LATERAL (
  SELECT site.id AS site_id, site.name, site.latitude, site.longitude, site.access,
    greatest(site.changed_at, a.changed_at) AS made_at, a.document || a.edits AS doc,
    replace(upper(site.postcode), ' ', '') AS postcode,
    nullif(left(replace(upper(site.postcode), ' ', ''), -3), '') AS outward
  FROM community_serviceatsite a JOIN community_site site ON site.id = a.site_id
  WHERE a.service_id = s.id AND a.gone_at IS NULL AND site.gone_at IS NULL
) at ON true
LEFT JOIN community_postcode pc ON at.latitude IS NULL AND pc.postcode = at.postcode
LEFT JOIN community_outward oc ON at.latitude IS NULL AND oc.outward = at.outward
CROSS JOIN LATERAL (
  SELECT coalesce(string_agg(DISTINCT name, ', '), '') AS names FROM (
    SELECT t.name FROM community_serviceterm st JOIN community_term t ON t.id = st.term_id WHERE st.service_id = s.id
    UNION ALL
    SELECT name #>> '{}' FROM jsonb_path_query(d.doc, '$.attributes[*].taxonomy_term.name') AS name
  ) named
) terms
CROSS JOIN LATERAL (
  SELECT coalesce(string_agg(left(text #>> '{}', 500), ' '), '') AS said FROM (
    SELECT jsonb_path_query(d.doc, '$.eligibility_description') UNION ALL
    SELECT jsonb_path_query(d.doc, '$.application_process') UNION ALL
    SELECT jsonb_path_query(d.doc, '$.schedules[*].description') UNION ALL
    SELECT jsonb_path_query(d.doc, '$.schedules[*].attending_type')
  ) said(text)
) texts
CROSS JOIN LATERAL (
  SELECT coalesce(bool_or((amount #>> '{}')::numeric = 0), false)
    OR coalesce(d.doc ->> 'fees_description', d.doc ->> 'fees', '') ~* '^\W*(free|no charge)\M' AS are_free
  FROM jsonb_path_query(d.doc, '$.cost_options[*].amount') AS amount
  WHERE jsonb_typeof(amount) = 'number'
) costs
CROSS JOIN LATERAL (
  SELECT coalesce(array_agg(DISTINCT code) FILTER (WHERE code IS NOT NULL), '{}') AS codes
  FROM (
    SELECT unnest(CASE WHEN day[1] IN ('SA', 'SU') THEN ARRAY[lower(day[1]), 'weekend'] ELSE ARRAY[lower(day[1])] END) AS day,
      substring(open FROM '^(\d\d?):')::int AS open,
      substring(close FROM '^(\d\d?):')::int AS close
    FROM (
      SELECT row ->> 'byday' AS days, row ->> 'opens_at' AS open, row ->> 'closes_at' AS close
      FROM jsonb_path_query(d.doc, '$.schedules[*]') AS row
      UNION ALL
      SELECT row ->> 'byday', row ->> 'opens_at', row ->> 'closes_at'
      FROM jsonb_path_query(coalesce(at.doc, '{}'), '$.schedules[*]') AS row
    ) listed, regexp_matches(upper(days), '(MO|TU|WE|TH|FR|SA|SU)', 'g') AS day
  ) timed,
  LATERAL (VALUES
    ('s.' || day),
    (CASE WHEN open < 12 THEN 's.' || day || '.morning' END), (CASE WHEN open < 12 THEN 's.morning' END),
    (CASE WHEN open < 17 AND close > 12 THEN 's.' || day || '.afternoon' END),
    (CASE WHEN open < 17 AND close > 12 THEN 's.afternoon' END),
    (CASE WHEN close > 17 THEN 's.' || day || '.evening' END), (CASE WHEN close > 17 THEN 's.evening' END)
  ) AS codes(code)
) times
WHERE s.gone_at IS NULL AND s.same_as_id IS NULL AND s.status = 'active';

CREATE INDEX ON listing_texts USING gin (named) WITH (fastupdate = off);
CREATE INDEX ON listing_texts USING gin (told) WITH (fastupdate = off);
ANALYZE listing_texts;

CREATE TEMP TABLE listing_concepts ON COMMIT DROP AS
SELECT service_id, string_agg('''c.' || concept || ''':1' || weight, ' ')::tsvector AS codes
FROM (
  SELECT service_id, concept, min(weight) AS weight FROM (
    SELECT t.service_id, p.concept,
      CASE WHEN t.titled @@ phraseto_tsquery('english', p.words) THEN 'A' ELSE 'B' END AS weight
    FROM community_phrase p
    JOIN listing_texts t ON t.named @@ phraseto_tsquery('english', p.words) WHERE NOT p.is_only_asked
    UNION ALL
    SELECT t.service_id, p.concept, 'C' AS weight FROM community_phrase p
    JOIN listing_texts t ON t.told @@ phraseto_tsquery('english', p.words) WHERE NOT p.is_only_asked
  ) found GROUP BY service_id, concept
) once GROUP BY service_id;
CREATE INDEX ON listing_concepts (service_id);
ANALYZE listing_concepts;

DELETE FROM community_listing WHERE service_id IN (SELECT id FROM sought);
INSERT INTO community_listing
  (service_id, site_id, latitude, longitude, outward, youngest, oldest, search, made_from)
SELECT t.service_id, t.site_id, t.latitude, t.longitude, left(t.outward, 4), t.youngest, t.oldest,
  t.words || coalesce(c.codes, '') || array_to_tsvector(
    t.codes || map.codes
    || array(SELECT concept || '@' || square FROM unnest(tsvector_to_array(c.codes)) concept, unnest(map.codes) square)
    || CASE WHEN c.codes @@ $$'c.at_home' | 'c.by_phone' | 'c.by_screen'$$ THEN ARRAY['f.home'] ELSE '{}' END
  ), t.made_from
FROM listing_texts t LEFT JOIN listing_concepts c USING (service_id)
CROSS JOIN LATERAL (
  SELECT coalesce(
    array_agg(concat_ws('.', kind, floor(t.latitude / high)::int, floor(t.longitude / wide)::int) ORDER BY high DESC),
    ARRAY['p.none']
  ) AS codes FROM squares WHERE t.latitude IS NOT NULL
) map
-- Neighbours lie side by side, so that what the index holds of a square is read in one go.
ORDER BY map.codes;
