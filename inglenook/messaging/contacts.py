"""By what people are reached, as the record and their carers' accounts say, set-based."""

from django.db import connection
from django.db.models import QuerySet

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.people.models import Person

from . import actions
from .models import ContactPoint

# A number or address once taken over stays as it is here: one that was ended does not come back by itself.
FROM_RECORD = """
INSERT INTO messaging_contactpoint (person_id, carer_id, channel, value, entered_at)
SELECT found.person_id, found.carer_id, found.channel, found.value, %(now)s FROM (
  SELECT p.id AS person_id, NULL::bigint AS carer_id, way.channel, way.value
  FROM people_person p CROSS JOIN LATERAL (VALUES
    ('text', messaging_mobile(p.mobile)),
    ('email', lower(btrim(p.email))),
    ('letter', concat_ws(', ', nullif(btrim(p.address), ''), nullif(btrim(p.postcode), ''))),
    ('phone', coalesce(nullif(btrim(p.phone), ''), btrim(p.mobile)))
  ) AS way(channel, value)
  WHERE p.id = ANY (%(people)s)
  UNION ALL
  SELECT g.person_id, g.carer_id, 'email', lower(u.email) FROM people_grant g JOIN core_user u ON u.id = g.carer_id
  WHERE g.person_id = ANY (%(people)s) AND 'messages' = ANY (g.sections)
    AND (g.ended_at IS NULL OR g.ended_at > statement_timestamp())
    AND (g.until IS NULL OR g.until > statement_timestamp())
    AND (g.carer_born_on IS NULL OR g.carer_born_on <= current_date - interval '18 years')
) AS found
WHERE found.value <> '' AND NOT EXISTS (
  SELECT 1 FROM messaging_contactpoint c
  WHERE c.person_id = found.person_id AND c.channel = found.channel AND c.value = found.value)
ON CONFLICT DO NOTHING RETURNING id
"""
# Numbers of others, at another address, that have now come into somebody's record: they changed hands. Two of one
# household share a phone; somebody who has answered from there of late still has it.
CHANGED_HANDS = """
SELECT DISTINCT before.id FROM messaging_contactpoint met
JOIN messaging_contactpoint before ON before.channel = 'text' AND before.value = met.value
  AND before.person_id <> met.person_id AND before.carer_id IS NULL AND before.ended_at IS NULL
  AND before.entered_at < met.entered_at
  AND (before.confirmed_at IS NULL OR before.confirmed_at < met.entered_at - interval '180 days')
JOIN people_person now_theirs ON now_theirs.id = met.person_id AND now_theirs.postcode <> ''
JOIN people_person was_theirs ON was_theirs.id = before.person_id AND was_theirs.postcode <> ''
  AND replace(was_theirs.postcode, ' ', '') <> replace(now_theirs.postcode, ' ', '')
WHERE met.id = ANY (%s) AND met.channel = 'text' AND met.carer_id IS NULL
"""
SOMEBODY_ELSES = "Now in somebody else's record, at another address"

# Mobile numbers as they are written in the United Kingdom, and any in international form, as E.164; else ''.
MOBILE = r"""
CREATE OR REPLACE FUNCTION messaging_mobile(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN n ~ '^07[0-9]{9}$' THEN '+44' || substr(n, 2)
    WHEN n ~ '^(\+|00)?4407[0-9]{9}$' THEN '+44' || right(n, 10)
    WHEN n ~ '^447[0-9]{9}$' THEN '+' || n
    WHEN n ~ '^00[1-9][0-9]{7,13}$' THEN '+' || substr(n, 3)
    WHEN n ~ '^\+[1-9][0-9]{7,14}$' THEN n
    ELSE '' END
  FROM regexp_replace(written, '[^0-9+]', '', 'g') AS n $$
"""
BY_MOBILE = """
CREATE INDEX IF NOT EXISTS person_by_mobile ON people_person (messaging_mobile(mobile)) WHERE mobile <> ''
"""


def install(**_signal) -> None:
    """Write the function that reads telephone numbers, and the index of what it reads. Safe to repeat."""
    with connection.cursor() as cursor:
        cursor.execute(MOBILE)
        cursor.execute(BY_MOBILE)


def meet(person_ids: list[int]) -> None:
    """Take over what the record says by which these people, and their carers, are reached. Safe to repeat."""
    with connection.cursor() as cursor:
        cursor.execute(FROM_RECORD, {"people": person_ids, "now": clock.now()})
        if not (met := [row[0] for row in cursor.fetchall()]):
            return
        cursor.execute(CHANGED_HANDS, [met])
        changed_hands = [row[0] for row in cursor.fetchall()]
    for point in ContactPoint.objects.select_related("person").filter(pk__in=changed_hands):
        actions.end_contact_point(point=point, because=SOMEBODY_ELSES)


def meet_sender(mobile: str) -> None:
    """Take over whoever has this mobile number in their record and was never written to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM people_person WHERE mobile <> '' AND messaging_mobile(mobile) = %s", [mobile])
        meet([row[0] for row in cursor.fetchall()])


def active(person: Person, carer: User | None = None) -> QuerySet[ContactPoint]:
    """What is in use, the newest last."""
    return ContactPoint.objects.filter(person=person, carer=carer, ended_at=None).order_by("entered_at", "pk")
