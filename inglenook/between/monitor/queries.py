"""What the checks are made from, each an index read however many messages there are."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max, Min
from django.db.models.functions import Coalesce

from inglenook.core import access, clock
from inglenook.core.models import Beat, Organisation
from inglenook.messaging.models import Message, Reply
from inglenook.messaging.models.ledger import WAITING

from ..alerts.ladder import last_rung
from ..models import Alert, Trouble
from . import rules
from .rules import Check, limits


def checks(now: datetime | None = None) -> list[Check]:
    """How everything stands at that moment."""
    now = now or clock.now()
    with access.working():
        return [*_beats(now), _outbox(now), _gateway(now), _replies(now), _unanswered(now)]


def _beats(now: datetime) -> list[Check]:
    found = dict(Beat.objects.values_list("name", "at"))
    installed_at = MigrationRecorder.Migration.objects.aggregate(at=Max("applied"))["at"] or now
    return [rules.beat(name, found.get(name), now, installed_at) for name in limits()["beats"]]


def _outbox(now: datetime) -> Check:
    since = now - timedelta(minutes=limits()["outbox_minutes"])
    waiting = (
        Message.objects.filter(WAITING, print_run=None)
        .exclude(template="")
        .annotate(since=Coalesce("not_before", "due_at"))
    )
    late = waiting.filter(since__lt=since)
    oldest = late.aggregate(oldest=Min("since"))["oldest"]
    if oldest is None:
        return rules.outbox(0, None, True, now)
    has_left = _due_since(now - timedelta(days=1)).filter(handed_over_at__gte=since).exists()
    return rules.outbox(late.count(), oldest, has_left, now)


def _due_since(moment: datetime):
    """By practice and day: the index that the ledger's lists are read from."""
    return Message.objects.filter(
        practice__in=list(Organisation.objects.values_list("pk", flat=True)), due_at__gte=moment
    )


def _gateway(now: datetime) -> Check:
    tried = _due_since(now - timedelta(minutes=limits()["gateway"]["minutes"]))
    failed, left = tried.filter(failed_at__isnull=False).count(), tried.filter(handed_over_at__isnull=False).count()
    return rules.gateway(failed, failed + left)


def _replies(now: datetime) -> Check:
    given = limits()["replies"]
    since = now - timedelta(days=given["days"])
    last = Reply.objects.filter(received_at__gte=since).order_by("-received_at").values_list("received_at", flat=True)
    newest = last.first()
    if newest:
        return rules.replies(newest, 0, now)
    before = Reply.objects.filter(received_at__range=(since - timedelta(days=given["usual_days"]), since))
    return rules.replies(None, before.count() * given["days"] / given["usual_days"], now)


def _unanswered(now: datetime) -> Check:
    waiting = Alert.objects.filter(acknowledged_at=None, closed_at=None, answer_by__lt=now)
    return rules.unanswered(waiting.filter(level=Alert.Level.RED_FLAG, climbed=last_rung()).count())


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
