"""Background work of planning, run by the worker that `inglenook serve` starts; procrastinate looks for it here.

What a command does when asked, these do by themselves: urgent values every quarter of an hour, who is due and which
tests they need every night. Each changes nothing when there is nothing new, and leaves a beat for the monitor to miss.
"""

from procrastinate.contrib.django import app

from inglenook.core import clock
from inglenook.core.beats import beat

from .preparation import tasks as preparation

__all__ = ["preparation", "raise_urgent_values", "renew_the_cycles", "rise_late_referrals"]


@app.periodic(cron="*/15 * * * *")
@app.task(queue="cycles", lock="urgent", queueing_lock="urgent")
def raise_urgent_values(timestamp: int) -> None:
    from .today.actions import raise_urgent

    raise_urgent()
    beat("urgent")


@app.periodic(cron="*/15 * * * *")
@app.task(queue="cycles", lock="rise_referrals", queueing_lock="rise_referrals")
def rise_late_referrals(timestamp: int) -> None:
    from .referring.rising import rise

    rise()


@app.periodic(cron="30 3 * * *")
@app.task(queue="cycles", lock="cycles", queueing_lock="cycles")
def renew_the_cycles(timestamp: int) -> None:
    from .gather.actions import gather
    from .recall.actions import recall

    recall(on=clock.today())
    gather(on=clock.today())
    beat("cycles")
