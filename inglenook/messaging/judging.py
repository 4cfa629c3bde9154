"""What becomes of messages now, as `judge.sql` says: for the outbox, and for the letters of print runs."""

from datetime import datetime
from pathlib import Path

from django.db import connection

from inglenook.core import clock

from . import contacts
from .noting import Verdict

JUDGE = (Path(__file__).parent / "judge.sql").read_text()
PEOPLE = "SELECT DISTINCT person_id FROM messaging_message WHERE id = ANY (%s)"


def meet_people_of(message_ids: list[int]) -> None:
    """Take over what the record says by which the people of these messages are reached."""
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [message_ids])
        contacts.meet([row[0] for row in cursor.fetchall()])


def judge(message_ids: list[int], now: datetime) -> list[Verdict]:
    """A verdict for each of these messages. Changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute(JUDGE, {"messages": message_ids, "now": now, "today": clock.today()})
        return [Verdict(*row) for row in cursor.fetchall()]
