"""Who can be given something about a person, as parts of statements: who works there, who is away, who stands in.

`AWAY` says for everybody away now who stands in: cover of cover is followed to its end, and where it goes round in a
circle nobody stands in (`stands` is null). Two covers at once: the one set last counts.
`WORKS` says which practices' people each member of staff can be told about, and whether they reach them only by being
in the care team.
"""

from datetime import datetime

from inglenook.core.roles import ROLES, Scope, Section

CLINICIANS = ["nurse", "gp"]
TOLD = [code for code, role in ROLES.items() if Section.SUPPORT in role.writes]
BY_CASELOAD = [code for code in TOLD if ROLES[code].scope == Scope.CASELOAD]

AWAY = """
away AS (
  SELECT DISTINCT ON (user_id) user_id, covered_by_id FROM between_cover
  WHERE starts_at <= %(now)s AND ends_at > %(now)s ORDER BY user_id, id DESC
), chain (user_id, stands, passed) AS (
  SELECT user_id, covered_by_id, ARRAY[user_id, covered_by_id] FROM away
  UNION ALL
  SELECT chain.user_id, away.covered_by_id, passed || away.covered_by_id
  FROM chain JOIN away ON away.user_id = chain.stands WHERE away.covered_by_id <> ALL (passed)
), stands_in AS (
  SELECT DISTINCT ON (user_id) user_id,
    CASE WHEN NOT EXISTS (SELECT 1 FROM away WHERE away.user_id = chain.stands) THEN stands END AS stands
  FROM chain ORDER BY user_id, cardinality(passed) DESC
)"""

WORKS = """
works AS (
  SELECT m.user_id, o.id AS practice_id, min(m.role) AS role,
    bool_and(m.role = ANY (%(by_caseload)s)) AS by_caseload, bool_or(m.role = ANY (%(clinicians)s)) AS is_clinician
  FROM core_membership m JOIN core_organisation o ON o.id = m.organisation_id OR o.parent_id = m.organisation_id
  JOIN core_user u ON u.id = m.user_id AND u.is_active
  WHERE m.role = ANY (%(told)s) AND m.started_on <= %(today)s AND (m.ended_on IS NULL OR m.ended_on > %(today)s)
    AND ({practices})
  GROUP BY m.user_id, o.id
)"""

JOIN_CARE_TEAM = """
INSERT INTO people_careteammember (person_id, user_id, role, started_at)
SELECT person_id, user_id, role, %(now)s FROM {given}
WHERE by_caseload AND NOT EXISTS (SELECT 1 FROM people_careteammember c
  WHERE c.person_id = {given}.person_id AND c.user_id = {given}.user_id AND c.ended_at IS NULL)
ON CONFLICT DO NOTHING"""


def parameters(now: datetime) -> dict:
    """What the parts above are filled with."""
    return {"now": now, "today": now.date(), "told": TOLD, "by_caseload": BY_CASELOAD, "clinicians": CLINICIANS}
