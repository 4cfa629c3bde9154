from procrastinate.contrib.django import app


@app.periodic(cron="15 8 * * 1-5")
@app.task(queue="messages", lock="recall_questions", queueing_lock="recall_questions")
def remind_of_questions(timestamp: int) -> None:
    """On working days in the morning."""
    from .courses.remembering import remind

    remind()
