"""Listings follow the directory in the background: at once after a change, and every hour whatever happened."""

from procrastinate.contrib.django import app

from inglenook.messaging.tasks import defer_once


@app.periodic(cron="37 * * * *")
@app.task(queue="directory", lock="listings", queueing_lock="listings")
def follow_directory(timestamp: int) -> None:
    from .index import index

    index()


def on_change(**_signal) -> None:
    """The directory has changed: let the worker see to the listings."""
    defer_once(follow_directory)
