"""Background work of the web room; procrastinate looks for it here."""

from procrastinate.contrib.django import app

from .sharing.reviewing import ask_for_reviews


@app.periodic(cron="45 3 * * *")
@app.task(queue="cycles", lock="representatives", queueing_lock="representatives")
def ask_to_look_again(timestamp: int) -> None:
    ask_for_reviews()
