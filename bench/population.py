"""A made-up population written by the database itself: who, with which conditions and results. For measuring alone.

Three conditions and five results a person, in the order of no practice, so that no index is helped by the order of
rows. Long-term conditions grow with age as in England: about two in five people have one.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection
from psycopg import sql

from inglenook.config.schema import migrate_if_needed

LIST_SIZE = 10_000  # people on one practice's list, as in England

GROUPS = {  # group: per mille of people at the age of fifty
    "hypertension": 180, "type_2_diabetes": 70, "asthma": 80, "depression": 120, "anxiety": 70, "copd": 25,
    "chd": 35, "heart_failure": 12, "af": 22, "stroke_tia": 20, "ckd": 45, "dementia": 8, "smi": 9, "epilepsy": 8,
    "osteoarthritis": 90, "osteoporosis": 20, "rheumatoid_arthritis": 9, "hypothyroidism": 35, "cancer": 35,
    "chronic_pain": 50, "learning_disability": 5, "type_1_diabetes": 4, "migraine": 30, "gout": 25,
}  # fmt: skip
# Most lie near the first number, fewer and fewer the further on; one in fifty is such that recall goes by it.
MEASURES = {
    "systolic": (95, 88), "diastolic": (55, 57), "hba1c": (32, 45), "egfr": (112, -85), "total_cholesterol": (3, 5),
    "bmi": (18, 24), "creatinine": (50, 90),
}  # fmt: skip

CODES = """
INSERT INTO people_conditiongroupcode (group_id, system, code)
  SELECT code, 'http://snomed.info/sct', 'code-' || code FROM people_conditiongroup
  ON CONFLICT DO NOTHING
"""
# What is drawn by chance names the person and the number, times nothing: else it would be drawn once for all of them.
STATEMENTS = """
SET session_replication_role = replica;
SELECT setseed(0.42);
INSERT INTO people_source (name) VALUES ('bench');
INSERT INTO core_organisation (name, code, kind) VALUES ('Board', 'BOARD', 'board');
INSERT INTO core_organisation (name, code, kind, parent_id)
  SELECT 'Network ' || n, 'N' || n, 'network', (SELECT id FROM core_organisation WHERE code = 'BOARD')
  FROM generate_series(1, greatest(1, {practices} / 5)) n;
INSERT INTO core_organisation (name, code, kind, parent_id)
  SELECT 'Practice ' || n, 'P' || n, 'practice',
    (SELECT id FROM core_organisation WHERE code = 'N' || 1 + (n - 1) % greatest(1, {practices} / 5))
  FROM generate_series(1, {practices}) n;
INSERT INTO people_person (source_id, source_key, practice_id, given_name, family_name, birth_date, nhs_number, sex,
    deprivation_decile, language, preferred_channel, mobile)
  SELECT (SELECT id FROM people_source WHERE name = 'bench'), 'p' || n,
    (SELECT min(id) FROM core_organisation WHERE kind = 'practice') + n % {practices},
    'Given' || n % 997, 'Family' || n % 9973, '1928-01-01'::date + floor(random() * 34000)::int,
    (9990000000 + n)::text, CASE n % 2 WHEN 0 THEN 'female' ELSE 'male' END, 1 + floor(random() * 10)::int,
    CASE WHEN random() < 0.1 THEN 'ur' ELSE 'en' END,
    (ARRAY['letter', 'text', 'email', 'phone', ''])[1 + floor(random() * 5)::int],
    '07700900' || lpad((n % 1000)::text, 3, '0')
  FROM generate_series(1, {people}) n;
INSERT INTO people_condition (person_id, source_id, source_key, fingerprint, system, code, display, started_on)
  SELECT p.id, p.source_id, 'c' || p.id || g.code, gen_random_uuid(), 'http://snomed.info/sct', 'code-' || g.code,
    g.code, '2026-03-01'::date - floor(random() * 6000)::int
  FROM people_person p CROSS JOIN unnest({groups}::text[], {rates}::int[]) AS g (code, rate)
  WHERE random() < g.rate / 1000.0 * power((date '2026-03-01' - p.birth_date) / 18262.0, 2) * 1.3;
INSERT INTO people_condition (person_id, source_id, source_key, fingerprint, system, code, display, started_on,
    ended_on)
  SELECT p.id, p.source_id, 'a' || p.id || '-' || n, gen_random_uuid(), 'http://snomed.info/sct', 'acute-' || n,
    'Acute illness', d, d + 14
  FROM people_person p CROSS JOIN generate_series(1, 2) n
  CROSS JOIN LATERAL (SELECT '2026-03-01'::date - floor(random() * 3000
    + n * 0 + p.id * 0)::int AS d) day WHERE random() < 0.9;
INSERT INTO people_result (person_id, source_id, source_key, fingerprint, code, display, value, unit, measure, number,
    taken_at)
  SELECT c.person_id, c.source_id, 'r' || c.person_id || m.code || n, gen_random_uuid(), m.code, m.code, v, 'u', m.code,
    v, '2026-03-01'::timestamptz - random() * interval '1400 days'
  FROM (SELECT DISTINCT person_id, source_id FROM people_condition WHERE code LIKE 'code-%') c
  CROSS JOIN unnest({measures}::text[], {nearest}::int[], {widths}::int[]) AS m (code, near, width)
  CROSS JOIN generate_series(1, 3) n
  CROSS JOIN LATERAL (SELECT m.near + m.width * power(random(), 2)
    + n * 0 + c.person_id * 0 AS v) value WHERE random() < 0.55;
VACUUM (ANALYZE)
"""


@contextmanager
def population(people: int) -> Iterator[None]:
    """Stand on a database of its own with so many people; made once, kept for the next time."""
    name = f"inglenook_bench_{people}"
    before = connection.settings_dict["NAME"]
    fresh = _ensure_database(name)
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        migrate_if_needed()
        with connection.cursor() as cursor:  # migrations load the lists of codes anew
            cursor.execute(CODES)
        if fresh:
            _fill(people)
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _ensure_database(name: str) -> bool:
    """Make the database unless it is there with its people; whether it must be filled."""
    identifier = sql.Identifier(name)
    params = connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}
    with psycopg.connect(**params, autocommit=True) as c:
        if c.execute("SELECT 1 FROM pg_database WHERE datname = %s AND datconnlimit = -1", [name]).fetchone():
            return False
        c.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(identifier))
        c.execute(sql.SQL("CREATE DATABASE {} CONNECTION LIMIT 10").format(identifier))
        return True


def _fill(people: int) -> None:
    nearest, widths = zip(*MEASURES.values(), strict=True)
    facts = {
        "people": people, "practices": max(1, people // LIST_SIZE),
        "groups": _array(GROUPS), "rates": _array(GROUPS.values()),
        "measures": _array(MEASURES), "nearest": _array(nearest), "widths": _array(widths),
    }  # fmt: skip
    with connection.cursor() as cursor:
        for statement in STATEMENTS.format(**facts).split(";\n"):
            cursor.execute(statement)
        cursor.execute("RESET session_replication_role")  # rows were right as they were written: no keys to check
        # Only a database that was filled to the end is taken for one.
        cursor.execute(f"ALTER DATABASE {connection.settings_dict['NAME']} CONNECTION LIMIT -1")


def _array(values) -> str:
    return "ARRAY[" + ", ".join(repr(value) for value in values) + "]"
