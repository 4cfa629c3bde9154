from procrastinate.contrib.django import app


@app.periodic(cron="*/5 * * * *")
@app.task(queue="referrals", lock="words_back", queueing_lock="words_back")
def follow_words_back(timestamp: int) -> None:
    from .emailed import follow

    follow()
