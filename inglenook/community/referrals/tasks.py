from procrastinate.contrib.django import app


@app.periodic(cron="*/5 * * * *")
@app.task(queue="referrals", lock="words_back", queueing_lock="words_back")
def send_words_back(timestamp: int) -> None:
    from .sending import send

    send()
