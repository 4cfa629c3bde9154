"""Each morning: services that have not answered are reminded, once."""

from procrastinate.contrib.django import app

from inglenook.core.beats import beat

from .asking import remind


@app.periodic(cron="20 8 * * *")
@app.task(queue="community", lock="remind_services", queueing_lock="remind_services")
def remind_services(timestamp: int) -> None:
    remind()
    beat("remind_services")
