"""Reading feeds again in the background, each as often as was said when it was brought in."""

from datetime import timedelta

from django.db import transaction
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Max, Q, Value
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

BEAT = "directory"


@app.periodic(cron="7 * * * *")
@app.task(queue="directory", lock="directory_due", queueing_lock="directory_due")
def read_what_is_due(timestamp: int) -> None:
    from inglenook.core.beats import beat

    for feed in due():
        read_again(feed)
    beat(BEAT)


@app.task(queue="directory", pass_context=False)
def read_feed_again(feed: int) -> None:
    from inglenook.core import access

    from ..models import Feed
    from .reading import BeingRead, read_in

    with access.working():
        found = Feed.objects.filter(pk=feed).first()
    if found:
        try:
            read_in(found.address)
        except BeingRead:
            return  # somebody else reads it at this moment, which is what was wanted


def due():
    """Feeds whose time has come: since they were last tried, whether that went well or not."""
    from inglenook.core import clock

    from ..models import Feed

    hours = ExpressionWrapper(F("every_hours") * Value(timedelta(hours=1)), DurationField())
    scheduled = Feed.objects.filter(every_hours__isnull=False).annotate(tried_at=Max("runs__started_at"))
    due_at = ExpressionWrapper(F("tried_at") + hours, DateTimeField())
    return scheduled.annotate(due_at=due_at).filter(Q(tried_at=None) | Q(due_at__lte=clock.now()))


def read_again(feed) -> None:
    """Put the reading of a feed in the queue, unless it waits there already."""
    lock = f"feed {feed.pk}"
    try:
        with transaction.atomic():
            read_feed_again.configure(lock=lock, queueing_lock=lock).defer(feed=feed.pk)
    except AlreadyEnqueued:
        pass
