"""Background work of replies, run by the worker that `inglenook serve` starts."""

from procrastinate.contrib.django import app

# The module that does the work is imported when the task runs.


@app.periodic(cron="* * * * *")
@app.task(queue="messages", lock="replies", queueing_lock="replies")
def see_to_replies(timestamp: int) -> None:
    """Replies are seen to as they arrive; this sees to any that could not be then."""
    from inglenook.core.beats import beat

    from . import inbox

    inbox.handle_waiting()
    beat("replies")
