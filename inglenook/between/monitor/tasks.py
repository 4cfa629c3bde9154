"""Watching each minute. The monitor's page and command do the same, in case this does not run."""

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(queue="alerts", lock="watch", queueing_lock="watch")
def watch(timestamp: int) -> None:
    from .actions import watch as look

    look()
