"""Finding whose a new alert is, or who takes one over: one statement about one person.

In this order: whoever is asked for, the person's named professional, then the nurse or GP of the practice who has least
open. Whoever is away is stood in for; who no longer works there, and who cannot be told about the person, is passed
over. Nobody left: the alert is the whole team's.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q

from inglenook.core.models import Membership, Organisation, User
from inglenook.people.models import Person

from .whose import AWAY, CLINICIANS, JOIN_CARE_TEAM, WORKS, parameters

FIND = f"""
WITH RECURSIVE {AWAY}, {WORKS.format(practices="o.id = %(practice)s")},
asked AS (
  SELECT 1 AS turn, %(asked)s::bigint AS user_id, 0 AS open
  UNION ALL
  SELECT 2, user_id, 0 FROM people_careteammember
  WHERE person_id = %(person)s AND is_named_professional AND ended_at IS NULL
  UNION ALL
  SELECT 3, works.user_id, (SELECT count(*) FROM planning_task t WHERE t.owner_id = works.user_id AND t.done_at IS NULL)
  FROM works WHERE is_clinician
), resolved AS (
  SELECT turn, asked.open, asked.user_id AS asked_id,
    CASE WHEN s.user_id IS NULL THEN asked.user_id ELSE s.stands END AS user_id
  FROM asked LEFT JOIN stands_in s ON s.user_id = asked.user_id
)
SELECT asked_id, user_id FROM resolved JOIN works USING (user_id) ORDER BY turn, open, asked_id LIMIT 1
"""

LET_IN = JOIN_CARE_TEAM.format(given="given")
GIVE = f"""
WITH {WORKS.format(practices="o.id = %(practice)s")},
given AS (SELECT %(person)s::bigint AS person_id, user_id, role, by_caseload FROM works WHERE user_id = %(to)s)
{LET_IN}
"""


@dataclass(frozen=True)
class Whose:
    """Who has it, and instead of whom when that is somebody else. Nobody: the whole team."""

    to: User | None
    instead_of: User | None = None


def find(*, person: Person, asked: User | None, now: datetime) -> Whose:
    """Whose something about this person is now. Call as background work (`access.working()`)."""
    values = parameters(now) | {"asked": asked and asked.pk, "person": person.pk, "practice": person.practice_id}
    with connection.cursor() as cursor:
        cursor.execute(FIND, values)
        found = cursor.fetchone()
    if found is None:
        return Whose(None)
    users = User.objects.in_bulk(found)
    return Whose(users[found[1]], users[found[0]] if found[0] != found[1] else None)


def let_in(*, person: Person, to: User, now: datetime) -> None:
    """Put whoever reaches people only by their caseload on this person's care team, so that they see what they got."""
    values = parameters(now) | {"to": to.pk, "person": person.pk, "practice": person.practice_id}
    with connection.cursor() as cursor:
        cursor.execute(GIVE, values)


def team_of(person: Person) -> list[User]:
    """Every nurse and GP whose list the person is on."""
    at = Organisation.objects.filter(Q(pk=person.practice_id) | Q(children=person.practice_id))
    working = Membership.objects.current().filter(organisation__in=at, role__in=CLINICIANS)
    return list(User.objects.filter(pk__in=working.values("user"), is_active=True))
