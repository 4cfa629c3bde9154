"""Background work of the web room; procrastinate looks for it here."""

from procrastinate.contrib.django import app

from inglenook.core import access

from .sharing.reviewing import ask_for_reviews


@app.periodic(cron="45 3 * * *")
@app.task(queue="cycles", lock="representatives", queueing_lock="representatives")
def ask_to_look_again(timestamp: int) -> None:
    ask_for_reviews()


@app.periodic(cron="15 4 * * *")
@app.task(queue="cycles", lock="about_media", queueing_lock="about_media")
def delete_what_was_taken_away(timestamp: int) -> None:
    from inglenook.people.about.actions import clear_away

    with access.working():
        clear_away()
