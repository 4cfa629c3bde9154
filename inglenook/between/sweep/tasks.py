from procrastinate.contrib.django import app


@app.periodic(cron="*/5 * * * *")
@app.task(queue="support", lock="sweep", queueing_lock="sweep")
def sweep_for_everybody(timestamp: int) -> None:
    from .actions import sweep

    sweep()
