"""Verbs of the caseload: handing people over."""

from collections.abc import Sequence

from django.db import connection, transaction

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.people.models import Person
from inglenook.planning.models import FollowUp, Task

from ..alerts import whose
from ..models import Enrolment

OPEN_ALERTS = """
WITH handed AS (
  UPDATE between_alert SET owner_id = %(to)s, climbed = 0, acknowledged_at = NULL, acknowledged_by_id = NULL
  WHERE person_id = ANY (%(people)s) AND closed_at IS NULL RETURNING id, person_id
)
INSERT INTO between_alertstep (person_id, alert_id, what, at, by_id, to_id, note)
SELECT person_id, id, 'handed_over', %(now)s, %(by)s, %(to)s, %(note)s FROM handed
"""

CARE_TEAM = f"""
WITH ended AS (
  UPDATE people_careteammember SET ended_at = %(now)s, written_by_id = %(by)s
  WHERE person_id = ANY (%(people)s) AND user_id = %(by)s AND role = ANY (%(by_caseload)s) AND ended_at IS NULL
), {whose.WORKS.format(practices="o.id IN (SELECT practice_id FROM people_person WHERE id = ANY (%(people)s))")},
given AS (
  SELECT p.id AS person_id, works.user_id, works.role, works.by_caseload
  FROM people_person p JOIN works ON works.practice_id = p.practice_id AND works.user_id = %(to)s
  WHERE p.id = ANY (%(people)s)
)
{whose.JOIN_CARE_TEAM.format(given="given")}
"""

TELL = """
INSERT INTO planning_task (key, kind, person_id, owner_id, reason, due_at, made_at)
SELECT 'taken_over:' || id || ':' || %(to)s || ':' || extract(epoch FROM %(now)s)::bigint, 'other', id, %(to)s,
  %(reason)s, %(now)s, %(now)s
FROM people_person WHERE id = ANY (%(people)s)
ON CONFLICT (key) DO NOTHING
"""


@transaction.atomic
def hand_over(*, people: Sequence[Person], to: User, by: User, note: str) -> int:
    """Everything open between appointments about these people is somebody else's from now on, with a note; how many.

    `people` are ones that `by` may see. Whoever hands over from their caseload is no longer on the person's care team.
    """
    now, keys = clock.now(), [person.pk for person in people]
    values = {"people": keys, "to": to.pk, "by": by.pk, "note": note}
    reason = f"Taken over from {by.name}" + (f": {note}" if note else "")
    with access.working(), connection.cursor() as cursor:
        Enrolment.objects.filter(person__in=keys, state__in=("offered", "running", "paused")).update(owner=to)
        Task.objects.filter(person__in=keys, done_at=None, kind__in=("alert", "call", "reply")).update(owner=to)
        Task.objects.filter(person__in=keys, done_at=None, owner=by).update(owner=to)
        FollowUp.objects.filter(person__in=keys, done_at=None, owner=by).update(owner=to)
        cursor.execute(OPEN_ALERTS, values | {"now": now})
        cursor.execute(CARE_TEAM, values | whose.parameters(now))
        cursor.execute(TELL, values | {"now": now, "reason": reason[:500]})
    return len(keys)
