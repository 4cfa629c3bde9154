"""Each morning: who is due is asked how they are."""

from procrastinate.contrib.django import app

from inglenook.core.beats import beat

from .sweep import sweep


@app.periodic(cron="40 8 * * *")
@app.task(queue="community", lock="outcomes", queueing_lock="outcomes")
def ask_outcomes(timestamp: int) -> None:
    sweep()
    beat("outcomes")
