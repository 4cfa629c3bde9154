"""Make the listings from the directory, set by set: of all services, or of those that changed."""

from importlib.resources import files

from django.db import connection, transaction

from inglenook.core import access

from .cards import access_titles
from .concepts import load_phrases
from .places import SQUARES

# What must be made anew: whatever its listing is older than, whatever is not listed and whatever is and should not be.
CHANGED = """
CREATE TEMP TABLE sought ON COMMIT DROP AS
SELECT s.id FROM community_service s JOIN community_provider p ON p.id = s.provider_id
LEFT JOIN LATERAL (
  SELECT max(greatest(site.changed_at, a.changed_at, site.gone_at, a.gone_at)) AS changed_at
  FROM community_serviceatsite a JOIN community_site site ON site.id = a.site_id WHERE a.service_id = s.id
) at ON true
LEFT JOIN LATERAL (SELECT max(made_from) AS made_from FROM community_listing l WHERE l.service_id = s.id) l ON true
WHERE CASE WHEN s.gone_at IS NULL AND s.same_as_id IS NULL AND s.status = 'active'
  THEN l.made_from IS DISTINCT FROM greatest(s.changed_at, s.edited_at, p.changed_at, at.changed_at)
  ELSE l.made_from IS NOT NULL END
"""
# A feed may have brought most of what there is a moment ago. Only the tables' owner may.
ANALYZE = """
ANALYZE community_service, community_provider, community_site, community_serviceatsite, community_serviceterm,
  community_term
"""
FEW = 50  # services whose change leaves words and districts as they are
MAP = """
CREATE TEMP TABLE squares ON COMMIT DROP AS
SELECT * FROM unnest(%s::text[], %s::float8[], %s::float8[]) AS square(kind, high, wide)
"""
# What has no site keeps nobody out.
WAYS_IN = "CREATE TEMP TABLE ways_in ON COMMIT DROP AS SELECT unnest(%s::text[]) AS code"
ALL = "CREATE TEMP TABLE sought ON COMMIT DROP AS SELECT id FROM community_service"
OUTWARDS = """
DELETE FROM community_outward;
INSERT INTO community_outward (outward, latitude, longitude, places)
SELECT outward, avg(latitude), avg(longitude), count(*) FROM community_postcode GROUP BY outward;
INSERT INTO community_outward (outward, latitude, longitude, places)
SELECT outward, percentile_cont(0.5) WITHIN GROUP (ORDER BY latitude),
  percentile_cont(0.5) WITHIN GROUP (ORDER BY longitude), count(*)
FROM (
  SELECT left(replace(upper(postcode), ' ', ''), -3) AS outward, latitude, longitude FROM community_site
  WHERE latitude IS NOT NULL AND gone_at IS NULL AND upper(postcode) ~ '^[A-Z]{1,2}[0-9][A-Z0-9]? *[0-9][A-Z]{2}$'
) sites GROUP BY outward
ON CONFLICT (outward) DO NOTHING;
"""
# Addresses of one town lie in one large square of the map, or in two that are put together again when they are drawn.
TOWNS = """
DELETE FROM community_town;
INSERT INTO community_town (name, latitude, longitude, places)
SELECT name, avg(latitude), avg(longitude), count(*) FROM (
  SELECT left(document #>> '{addresses,0,city}', 200) AS name, latitude, longitude FROM community_site
  WHERE latitude IS NOT NULL AND gone_at IS NULL
) sites WHERE name <> '' GROUP BY name, floor(latitude / %(high)s), floor(longitude / %(wide)s);
"""
# Words as typed, of listings and of concepts; those of more than 20 letters are addresses and codes.
WORDS = """
DELETE FROM community_word;
INSERT INTO community_word (word, stem, services, cuts)
SELECT word, coalesce((tsvector_to_array(to_tsvector('english', word)))[1], ''), services,
  array(SELECT overlay(word PLACING '' FROM i FOR 1) FROM generate_series(1, length(word)) i) || word
FROM (
  SELECT word, max(ndoc)::int AS services FROM (
    SELECT word, ndoc FROM ts_stat($$SELECT to_tsvector('simple', s.name || ' ' || left(s.description, 1500))
      FROM community_service s WHERE s.gone_at IS NULL$$)
    UNION ALL
    SELECT word, 1 FROM community_phrase, regexp_split_to_table(lower(words), '[^a-z]+') AS word
  ) every WHERE word ~ '^[a-z]{3,20}$' GROUP BY word
) words;
"""


@transaction.atomic
def index(*, everything: bool = False) -> int:
    """Make anew the listings of services that changed (or of all) and say how many listings were made.

    What people type is put right with the words of all services, and a district's middle follows its sites: both are
    made anew when many services are.
    """
    with connection.cursor() as cursor:
        with access.working():
            cursor.execute(ALL if everything else CHANGED)
            cursor.execute("ANALYZE sought")
            many = everything or _one(cursor, "SELECT count(*) FROM sought") > FEW
        if many:
            cursor.execute(ANALYZE)
        with access.working():
            made = _listed(cursor, many)
        if many:
            cursor.execute("ANALYZE community_listing, community_word, community_phrase")
    return made


def _listed(cursor, many: bool) -> int:
    if many:
        load_phrases()
        outwards()
    cursor.execute(MAP, [list(SQUARES), *map(list, zip(*SQUARES.values(), strict=True))])
    cursor.execute(WAYS_IN, [list(access_titles())])
    cursor.execute(files(__package__).joinpath("index.sql").read_text())
    made = _one(cursor, "SELECT count(*) FROM listing_texts")
    cursor.execute("DROP TABLE sought, squares, ways_in, listing_texts, listing_concepts")
    if many:
        cursor.execute(WORDS)
    return made


def _one(cursor, sql: str) -> int:
    cursor.execute(sql)
    return cursor.fetchone()[0]


def outwards() -> None:
    """Make the middles of postcode districts anew, from postcodes and, where none are known, from sites; and towns."""
    high, wide = SQUARES["r"]
    with connection.cursor() as cursor:
        cursor.execute(OUTWARDS)
        cursor.execute(TOWNS, {"high": high, "wide": wide})
