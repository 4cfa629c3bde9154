"""The numbers and words that preparation goes by. Plain Python.

Waits for clinical sign-off: how early packs go out, how soon somebody answers a call for help.
"""

from datetime import datetime, timedelta

DAYS_BEFORE = 14  # a pack is due this long before the conversation, so that there is time to think
LINK_DAYS = 60  # how long a private link opens
LINK_SESSION_SECONDS = 2 * 60 * 60  # how long an opened link stays open on one device
TEXT_LIMIT = 5_000  # characters of one answer
TOPIC_LIMIT = 200  # characters of one thing to talk about, or of one thing in the way
TOPICS = 8  # more than a conversation holds
MONTHS_TOLD = 15  # results older than this say little about now
READY_STATES = ("due", "gathering")
OUTSTANDING = ("needed", "booked")  # tests that are still to come
INLINE_LETTERS = 50  # so many are made while the page waits
LETTERS_A_RUN = 500  # more become several files: a printer jams on one
HELP_WITHIN_DAYS = 2
READ_WITHIN_DAYS = 5

POINTS = 6  # readings behind a trend

# What is told. Urgent values of any measure hold a pack; these are the ones a letter has room for.
TOLD = (
    "blood_pressure", "hba1c", "total_cholesterol", "ldl", "egfr", "acr", "bmi", "peak_flow",
    "haemoglobin", "tsh", "oxygen_saturation",
)  # fmt: skip


def working_days_after(moment: datetime, days: int) -> datetime:
    """The moment so many working days later; Saturdays and Sundays do not count."""
    while days:
        moment += timedelta(days=1)
        days -= moment.weekday() < 5
    return moment
