"""Referrals whose time is over rise to a list: two statements over all of them, every quarter of an hour."""

from datetime import datetime

from django.db import connection, transaction

from inglenook.community.referrals import rules
from inglenook.core import access, clock
from inglenook.core.beats import beat

KEY = "'referral:' || r.id || ':' || floor(extract(epoch FROM r.state_at))::bigint"
RAISE = f"""
INSERT INTO planning_task (key, kind, person_id, owner_id, reason, due_at, made_at)
SELECT {KEY}, 'referral', r.person_id, r.owner_id, 'Referral: ' || s.title || '. Its time is over.', r.act_by, %(now)s
FROM community_referral r JOIN unnest(%(states)s::text[], %(titles)s::text[]) AS s (state, title) USING (state)
WHERE r.act_by <= %(now)s AND r.person_id IS NOT NULL
ON CONFLICT (key) DO NOTHING
"""
END = f"""
UPDATE planning_task t SET done_at = %(now)s, closing_note = 'It has moved on.', written_at = %(now)s
FROM community_referral r
WHERE t.kind = 'referral' AND t.done_at IS NULL AND t.key LIKE 'referral:%%'
  AND split_part(t.key, ':', 2)::bigint = r.id AND (t.key <> {KEY} OR r.act_by IS NULL OR r.act_by > %(now)s)
"""


@transaction.atomic
def rise(now: datetime | None = None) -> int:
    """Put every late referral on its owner's list (the practice's, while nobody has it), once for each state; how many.

    Tasks of referrals that have moved on end. What is not matched to anybody yet stands late in the team's inbox.
    """
    waiting = [state for state in rules.states().values() if state.next]
    given = {"now": now or clock.now(), "states": [s.code for s in waiting], "titles": [s.title for s in waiting]}
    with access.working(), connection.cursor() as cursor:
        cursor.execute(END, given)
        cursor.execute(RAISE, given)
        raised = cursor.rowcount
    beat("referrals")
    return raised
