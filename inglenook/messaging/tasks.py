"""Background work of messaging, run by the worker that `inglenook serve` starts; procrastinate looks for it here."""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

# The modules that do the work defer these tasks, so they are imported when a task runs.


def defer_once(task: Task) -> None:
    """Put the task in the queue unless it waits there already."""
    try:
        with transaction.atomic():
            task.defer(timestamp=0)
    except AlreadyEnqueued:
        pass


@app.periodic(cron="* * * * *")
@app.task(queue="messages", lock="outbox", queueing_lock="outbox")
def hand_over(timestamp: int) -> None:
    from . import outbox

    outbox.run()


@app.periodic(cron="* * * * *")
@app.task(queue="messages", lock="inbox", queueing_lock="inbox")
def read_arrivals(timestamp: int) -> None:
    from . import inbox

    inbox.run()


@app.periodic(cron="* * * * *")
@app.task(queue="messages", lock="notices", queueing_lock="notices")
def send_notices(timestamp: int) -> None:
    from . import notices

    notices.send()
