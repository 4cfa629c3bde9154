"""Services of different feeds that seem to be one, found in one pass over all of them and proposed to a person.

Two are compared when they share a name, a phone number, an address of the web, an e-mail address or a postcode. They
are proposed when half the words of their names are the same and they share something beside, or when they share three
of these things whatever they are called.
"""

from django.db import connection, transaction

from inglenook.core import access

COMMON = 30  # services that share a number or a page: it is a switchboard's or a council's, and says nothing
ALIKE = 0.5  # of the words of both names

FIND = """
WITH live AS (
  SELECT s.id, s.feed_id, s.name, s.phone, s.url, s.email FROM community_service s
  WHERE s.gone_at IS NULL AND s.same_as_id IS NULL
), keys AS (
  SELECT id, feed_id, 'name' AS kind, regexp_replace(lower(name), '[^a-z0-9]+', '', 'g') AS key FROM live
  UNION ALL SELECT id, feed_id, 'phone', right(regexp_replace(phone, '\\D', '', 'g'), 10) FROM live
    WHERE length(regexp_replace(phone, '\\D', '', 'g')) >= 9
  UNION ALL SELECT id, feed_id, 'web', regexp_replace(lower(url), '^https?://(www\\.)?|[/?#]*$', '', 'g') FROM live
    WHERE url <> ''
  UNION ALL SELECT id, feed_id, 'email', lower(email) FROM live WHERE email <> ''
  UNION ALL SELECT DISTINCT live.id, live.feed_id, 'place', replace(upper(t.postcode), ' ', '') FROM live
    JOIN community_serviceatsite a ON a.service_id = live.id AND a.gone_at IS NULL
    JOIN community_site t ON t.id = a.site_id WHERE t.postcode <> ''
), telling AS (
  SELECT kind, key FROM keys WHERE key <> '' GROUP BY kind, key
  HAVING count(*) BETWEEN 2 AND %(common)s AND count(DISTINCT coalesce(feed_id, 0)) > 1
), pairs AS (
  SELECT a.id AS first, b.id AS second, array_agg(DISTINCT kind ORDER BY kind) AS reasons
  FROM telling JOIN keys a USING (kind, key) JOIN keys b USING (kind, key)
  WHERE a.id < b.id AND a.feed_id IS DISTINCT FROM b.feed_id GROUP BY a.id, b.id
), words AS (
  SELECT id, tsvector_to_array(to_tsvector('english', name)) AS words FROM live
  WHERE id IN (SELECT first FROM pairs UNION SELECT second FROM pairs)
), compared AS (
  SELECT p.*, (SELECT count(*) FROM unnest(f.words) w WHERE w = ANY (s.words))::float
    / greatest(1, (SELECT count(DISTINCT w) FROM unnest(f.words || s.words) w)) AS likeness
  FROM pairs p JOIN words f ON f.id = p.first JOIN words s ON s.id = p.second
)
INSERT INTO community_double (first_id, second_id, reasons, likeness)
SELECT first, second, reasons, likeness FROM compared
WHERE likeness >= %(alike)s AND reasons && ARRAY['phone', 'web', 'email', 'place']
  OR cardinality(array_remove(reasons, 'name')) >= 3
ON CONFLICT (first_id, second_id) DO UPDATE SET reasons = excluded.reasons, likeness = excluded.likeness
WHERE community_double.state = 'proposed'
"""

# A service kept under another's name comes back when that other is gone: it is no longer shown there.
FREE = """
WITH freed AS (
  UPDATE community_service s SET same_as_id = NULL, edited_at = statement_timestamp() FROM community_service kept
  WHERE kept.id = s.same_as_id AND kept.gone_at IS NOT NULL RETURNING s.id, kept.id AS kept
)
UPDATE community_double d SET state = 'proposed', decided_by_id = NULL, decided_at = NULL FROM freed
WHERE d.state = 'same' AND (d.first_id, d.second_id) IN ((freed.id, freed.kept), (freed.kept, freed.id))
"""


@transaction.atomic
def propose() -> int:
    """Propose what seems to be one service twice, and say how many pairs are proposed or proposed anew."""
    with access.working(), connection.cursor() as cursor:
        cursor.execute(FREE)
        cursor.execute(FIND, {"common": COMMON, "alike": ALIKE})
        return cursor.rowcount
