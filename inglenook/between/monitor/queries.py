"""What the checks are made from, each an index read however many messages there are."""

from datetime import datetime, timedelta

from django.db import connection

from inglenook.core import clock
from inglenook.core.models import Beat

from ..alerts.ladder import last_rung
from ..models import Alert, Trouble
from . import rules
from .rules import Check, limits

# Each an index read, and all of them one statement.
_FACTS = """
WITH late AS (
  SELECT count(*) AS late, min(coalesce(not_before, due_at)) AS oldest FROM messaging_message
  WHERE handed_over_at IS NULL AND failed_at IS NULL AND suppressed_at IS NULL AND lapsed_at IS NULL
    AND template <> '' AND print_run_id IS NULL AND coalesce(not_before, due_at) < %(late)s
), lately AS (
  SELECT m.due_at, m.handed_over_at, m.failed_at FROM core_organisation o
  JOIN messaging_message m ON m.practice_id = o.id AND m.due_at >= %(day)s
)
SELECT late.late, late.oldest,
  late.late > 0 AND EXISTS (SELECT FROM lately WHERE handed_over_at >= %(late)s) AS has_left,
  (SELECT count(failed_at) FROM lately WHERE due_at >= %(tried)s) AS failed,
  (SELECT count(handed_over_at) FROM lately WHERE due_at >= %(tried)s) AS handed_over,
  (SELECT max(received_at) FROM messaging_reply WHERE received_at >= %(replies)s) AS replied_at,
  (SELECT count(*) FROM messaging_reply WHERE received_at >= %(usual)s AND received_at < %(replies)s) AS usual,
  (SELECT count(*) FROM between_alert WHERE acknowledged_at IS NULL AND closed_at IS NULL AND answer_by < %(now)s
    AND level = %(level)s AND climbed = %(climbed)s) AS unanswered,
  (SELECT max(applied) FROM django_migrations) AS installed_at
FROM late
"""


def checks(now: datetime) -> list[Check]:
    """How everything stands at that moment. Call while working: it is counted over everybody. Two statements."""
    found = _facts(now)
    beats = dict(Beat.objects.values_list("name", "at"))
    alive = [rules.beat(name, beats.get(name), now, found["installed_at"] or now) for name in limits()["beats"]]
    return [*alive, _outbox(found, now), _gateway(found), _replies(found, now), _unanswered(found)]


def _facts(now: datetime) -> dict:
    given = limits()["replies"]
    replies = now - timedelta(days=given["days"])
    moments = {
        "now": now,
        "day": now - timedelta(days=1),
        "late": now - timedelta(minutes=limits()["outbox_minutes"]),
        "tried": now - timedelta(minutes=limits()["gateway"]["minutes"]),
        "replies": replies,
        "usual": replies - timedelta(days=given["usual_days"]),
    }
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, moments | {"level": Alert.Level.RED_FLAG, "climbed": last_rung()})
        return dict(zip([column.name for column in cursor.description], cursor.fetchone(), strict=True))


def _outbox(found: dict, now: datetime) -> Check:
    return rules.outbox(found["late"], found["oldest"], found["has_left"], now)


def _gateway(found: dict) -> Check:
    return rules.gateway(found["failed"], found["failed"] + found["handed_over"])


def _replies(found: dict, now: datetime) -> Check:
    given = limits()["replies"]
    return rules.replies(found["replied_at"], found["usual"] * given["days"] / given["usual_days"], now)


def _unanswered(found: dict) -> Check:
    return rules.unanswered(found["unanswered"])


_WARNINGS = """
SELECT says FROM between_trouble WHERE well_at IS NULL
UNION ALL
SELECT known.title || ' has stopped.'
FROM unnest(%(names)s::text[], %(titles)s::text[], %(minutes)s::int[]) AS known (name, title, minutes)
JOIN core_beat b ON b.name = known.name AND b.at < %(now)s - known.minutes * interval '1 minute'
WHERE NOT EXISTS (SELECT 1 FROM between_trouble WHERE well_at IS NULL AND code = 'beat:' || known.name)
"""


def warnings() -> list[str]:
    """What is wrong now, for the top of a page: one statement, and right even when nothing in the background runs."""
    beats = limits()["beats"]
    values = {
        "now": clock.now(),
        "names": list(beats),
        "titles": [known["title"] for known in beats.values()],
        "minutes": [known["minutes"] for known in beats.values()],
    }
    with connection.cursor() as cursor:
        cursor.execute(_WARNINGS, values)
        return [says for (says,) in cursor.fetchall()]


def lately(most: int = 20) -> list[Trouble]:
    """Troubles of the last while, open ones first."""
    return sorted(Trouble.objects.all()[:most], key=lambda row: row.well_at is not None)
