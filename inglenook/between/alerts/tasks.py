"""Background work of alerts: climbing each minute."""

from procrastinate.contrib.django import app

# The modules that do the work defer these tasks, so they are imported when a task runs.


@app.periodic(cron="* * * * *")
@app.task(queue="alerts", lock="climb", queueing_lock="climb")
def climb(timestamp: int) -> None:
    from .climbing import climb as pass_on

    pass_on()
