"""Put people into the database: known by the source's key, else by NHS number, else new."""

import pyarrow as pa

from .store import Store

ALIASES = """
DELETE FROM incoming i USING exchange_otherkey k WHERE k.source_id = i.source_id AND k.key = i.source_key"""

REPEATED = """
DELETE FROM incoming i USING incoming later
WHERE later.source_key = i.source_key AND later.place > i.place"""

UNCHANGED = """
DELETE FROM incoming i USING people_person p
WHERE p.source_id = i.source_id AND p.source_key = i.source_key AND p.fingerprint = i.fingerprint"""

# What a source says of a person changes only what that source said before; an NHS number that is another person's
# already stays theirs.
CHANGED = """
WITH changed AS (
  UPDATE people_person p SET {changes}, practice_id = coalesce(i.practice_id, p.practice_id),
    nhs_number = CASE WHEN EXISTS (SELECT 1 FROM people_person o WHERE o.nhs_number = i.nhs_number AND o.id <> p.id)
      THEN p.nhs_number ELSE i.nhs_number END
  FROM incoming i
  WHERE p.source_id = i.source_id AND p.source_key = i.source_key
  RETURNING p.id
) SELECT count(*) FROM changed"""

NEW = """
WITH new AS (
  INSERT INTO people_person ({columns}, practice_id)
  SELECT {columns}, coalesce(practice_id, {practice}) FROM incoming ORDER BY place
  ON CONFLICT DO NOTHING RETURNING id
) SELECT count(*) FROM new"""

# Whoever is left has an NHS number that is known under another key.
SAME = """
WITH same AS (
  INSERT INTO exchange_otherkey (person_id, source_id, key)
  SELECT p.id, i.source_id, i.source_key FROM incoming i JOIN people_person p USING (nhs_number)
  WHERE NOT EXISTS (
    SELECT 1 FROM people_person o WHERE o.source_id = i.source_id AND o.source_key = i.source_key)
  ON CONFLICT DO NOTHING RETURNING id
) SELECT count(*) FROM same"""

KEYS = """
SELECT source_key AS key, id FROM people_person WHERE source_id = $1
UNION ALL SELECT key, person_id FROM exchange_otherkey WHERE source_id = $1"""


def add_persons(store: Store, rows: pa.Table, default_practice: int | None) -> tuple[int, int]:
    """Add people and return how many resources added or changed something, and how many of these were known by
    their NHS number under another key. People with no practice go to the default one.
    """
    store.stage("people_person", rows)
    own = [f'"{name}"' for name in rows.column_names if name not in ("place", "practice_id")]
    changes = ", ".join(
        f"{name} = i.{name}" for name in own if name not in ('"nhs_number"', '"source_key"', '"source_id"')
    )
    store.execute(REPEATED)
    store.execute(ALIASES)
    store.execute(UNCHANGED)
    changed = _count(store, CHANGED.format(changes=changes))
    practices = {*rows["practice_id"].unique().to_pylist(), default_practice} - {None}
    with store.holding("core_organisation", sorted(practices)):
        new = _count(store, NEW.format(columns=", ".join(own), practice=default_practice or "NULL"))
    same = _count(store, SAME)
    return changed + new + same, same


def keys_of_people(store: Store, source_id: int) -> pa.Table:
    """Every key under which a source knows a person: key, id."""
    return store.ask(KEYS, (source_id,))


def _count(store: Store, sql: str) -> int:
    return store.ask(sql)[0][0].as_py()
