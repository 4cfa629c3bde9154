"""Each hour: offers that nobody took go to the next who waits."""

from procrastinate.contrib.django import app

from inglenook.core.beats import beat

from .actions import lapse_offers


@app.periodic(cron="7 * * * *")
@app.task(queue="community", lock="lapse_offers", queueing_lock="lapse_offers")
def lapse(timestamp: int) -> None:
    lapse_offers()
    beat("group_places")
