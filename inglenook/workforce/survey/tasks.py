"""Background work of the survey: invitations and reminders, answers laid anew, surveys counted at their end."""

from procrastinate.contrib.django import app

from inglenook.core.beats import beat

# The module that writes the letters defers this task, so it is imported when the task runs.


@app.periodic(cron="10 8 * * *")
@app.task(queue="workforce", lock="survey_letters", queueing_lock="survey_letters")
def write_survey_letters(timestamp: int) -> None:
    from .running import write_due

    write_due()
    beat("survey_letters")


@app.periodic(cron="*/10 * * * *")
@app.task(queue="workforce", lock="surveys", queueing_lock="surveys")
def lay_surveys(timestamp: int) -> None:
    from .laying import lay_all, settle_all

    settle_all()
    lay_all()
    beat("surveys")
