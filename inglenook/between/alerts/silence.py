"""Alerts for silence: set-based, because after a holiday thousands may have been silent at once.

One alert for each rule that a silence set off; one that asks for a call says so in its first words, so that the same
silence does not stand on a list twice.
"""

from datetime import timedelta

from django.db import connection

from inglenook.core import clock

from ..models import Enrolment, Programme
from ..programmes.api import programme_of
from ..rules import Level, Rule
from ..sweep.silence import Silence, on_silence
from .ladder import last_rung
from .red_flags import RED_FLAG, red_flag_text
from .whose import AWAY, JOIN_CARE_TEAM, WORKS, parameters

WITHIN = timedelta(days=3)  # when the rule does not say
RING = "Ring them: "

RAISE = f"""
WITH RECURSIVE {AWAY},
silent AS (
  SELECT s.check_in_id, r.code AS rule, r.level, r.minutes, r.title, r.name, e.id AS enrolment_id, e.person_id,
    e.practice_id, e.owner_id
  FROM unnest(%(enrolments)s::bigint[], %(check_ins)s::bigint[], %(rules)s::text[])
    AS s (enrolment_id, check_in_id, rule)
  JOIN between_enrolment e ON e.id = s.enrolment_id
  JOIN unnest(%(programmes)s::bigint[], %(codes)s::text[], %(levels)s::text[], %(minutes)s::int[], %(titles)s::text[],
    %(names)s::text[]) AS r (programme_id, code, level, minutes, title, name)
    ON r.programme_id = e.programme_id AND r.code = s.rule
), {WORKS.format(practices="o.id IN (SELECT practice_id FROM silent)")},
present AS (
  SELECT w.practice_id, w.user_id,
    row_number() OVER (PARTITION BY w.practice_id ORDER BY coalesce(o.open, 0), w.user_id) - 1 AS turn,
    count(*) OVER (PARTITION BY w.practice_id) AS among
  FROM works w LEFT JOIN stands_in s USING (user_id)
  LEFT JOIN (SELECT owner_id, count(*) AS open FROM planning_task WHERE done_at IS NULL GROUP BY owner_id) o
    ON o.owner_id = w.user_id
  WHERE w.is_clinician AND s.user_id IS NULL
), asked AS (
  SELECT check_in_id, rule, practice_id, 1 AS turn, owner_id AS user_id FROM silent
  UNION ALL
  SELECT check_in_id, rule, practice_id, 2, c.user_id FROM silent JOIN people_careteammember c USING (person_id)
  WHERE c.is_named_professional AND c.ended_at IS NULL
), found AS (
  SELECT DISTINCT ON (check_in_id, rule) check_in_id, rule, w.user_id, w.role, w.by_caseload
  FROM asked LEFT JOIN stands_in s ON s.user_id = asked.user_id
  JOIN works w ON w.practice_id = asked.practice_id
    AND w.user_id = CASE WHEN s.user_id IS NULL THEN asked.user_id ELSE s.stands END
  ORDER BY check_in_id, rule, turn
), numbered AS (
  SELECT silent.*, found.user_id AS found_id, found.role, coalesce(found.by_caseload, false) AS by_caseload,
    row_number() OVER (PARTITION BY practice_id, found.user_id IS NULL ORDER BY check_in_id) - 1 AS nth
  FROM silent LEFT JOIN found USING (check_in_id, rule)
), given AS (
  SELECT n.*, coalesce(n.found_id, present.user_id) AS user_id
  FROM numbered n LEFT JOIN present ON present.practice_id = n.practice_id AND present.turn = n.nth %% present.among
), joined AS ({JOIN_CARE_TEAM.format(given="given")}
), raised AS (
  INSERT INTO between_alert (key, person_id, practice_id, level, rule, reason, enrolment_id, check_in_id,
    owner_id, climbed, raised_at, answer_by, written_at)
  SELECT 'silence:' || check_in_id || ':' || rule, person_id, practice_id, level, name, title, enrolment_id,
    check_in_id, user_id, CASE WHEN user_id IS NULL THEN %(last)s ELSE 0 END, %(now)s,
    %(now)s + minutes * interval '1 minute', %(now)s
  FROM given ON CONFLICT (key) DO NOTHING
  RETURNING id, ref, person_id, practice_id, owner_id, reason, level, answer_by
), steps AS (
  INSERT INTO between_alertstep (person_id, alert_id, what, at, to_id)
  SELECT person_id, id, 'raised', %(now)s, owner_id FROM raised
), told AS (
  INSERT INTO messaging_notice (key, to_id, subject, text)
  SELECT 'alert:' || r.id || ':0:' || w.user_id, w.user_id, %(subject)s, replace(%(text)s, '{{ref}}', r.ref::text)
  FROM raised r JOIN works w ON w.practice_id = r.practice_id
    AND CASE WHEN r.owner_id IS NULL THEN w.is_clinician ELSE w.user_id = r.owner_id END
  WHERE r.level = 'red_flag' ON CONFLICT (key) DO NOTHING
), tasks AS (
  INSERT INTO planning_task (key, kind, person_id, practice_id, owner_id, reason, due_at, made_at)
  SELECT 'alert:' || id, 'alert', person_id, practice_id, owner_id, reason, answer_by, %(now)s FROM raised
)
SELECT coalesce(array_agg(id), '{{}}') FROM raised
"""

TIE = """
UPDATE between_alert a SET task_id = t.id FROM planning_task t
WHERE a.id = ANY (%s) AND t.key = 'alert:' || a.id
"""


def raise_for(silences: list[Silence]) -> None:
    """Put every silence of a sweep before somebody, in four statements however many; asked twice, once."""
    said = {"subject": RED_FLAG, "text": red_flag_text("{ref}"), "last": last_rung()}
    values = parameters(clock.now()) | said | _silences(silences) | _rules({one.enrolment_id for one in silences})
    with connection.cursor() as cursor:
        cursor.execute(RAISE, values)
        cursor.execute(TIE, [cursor.fetchone()[0]])


def _silences(silences: list[Silence]) -> dict:
    return {
        "enrolments": [one.enrolment_id for one in silences],
        "check_ins": [one.check_in_id for one in silences],
        "rules": [one.rule for one in silences],
    }


def _rules(enrolments: set[int]) -> dict:
    """The rules of silence that alert somebody, of all programmes that these people are in."""
    versions = Programme.objects.filter(pk__in=Enrolment.objects.filter(pk__in=enrolments).values("programme"))
    found = [
        (one, rule) for one in versions for rule in programme_of(one).rules if rule.when.silent_for and _tells(rule)
    ]
    return {
        "programmes": [version.pk for version, _ in found],
        "codes": [rule.code for _, rule in found],
        "levels": [rule.level or Level.LOOK for _, rule in found],
        "minutes": [int(_within(rule).total_seconds() // 60) for _, rule in found],
        "titles": [(RING if rule.call else "") + rule.title for _, rule in found],
        "names": [f"{version.code}:{rule.code}" for version, rule in found],
    }


def _tells(rule: Rule) -> bool:
    return bool(rule.when.silent_for and (rule.level or rule.call))


def _within(rule: Rule) -> timedelta:
    return timedelta(hours=rule.within_hours) if rule.within_hours else WITHIN


def install() -> None:
    on_silence(raise_for)
