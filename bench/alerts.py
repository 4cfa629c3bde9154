"""From a red flag to the professional's screen, and what a minute's climbing costs after an outage."""

import statistics
import time
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.test import Client

from bench.population import population
from bench.table import Row
from inglenook.between.alerts.climbing import climb
from inglenook.between.models import Alert
from inglenook.core import clock
from inglenook.core.models import Membership, Organisation, User
from inglenook.messaging import contacts, inbox
from inglenook.messaging.gateways.base import Inbound
from inglenook.people.models import Person

PEOPLE = 100_000
TIMES = 40
WORDS = "I have bad chest pain and I cannot breathe"

CLEAR = """
TRUNCATE between_alert, between_enrolment, between_checkin, between_decision, between_notice, planning_task,
  messaging_arrival, messaging_message CASCADE
"""
MANY = """
INSERT INTO between_alert (key, person_id, level, rule, reason, owner_id, raised_at, answer_by, written_at)
SELECT 'bench:' || id, id, 'soon', 'bench', 'bench', %s, now(), now() - interval '1 minute', now()
FROM people_person ORDER BY id LIMIT 10000
"""


def rows() -> list[Row]:
    with population(PEOPLE):
        nurse = _nurse()
        slow = statistics.quantiles(_screens(nurse), n=20)[-1]
        seconds = _climb(nurse)
    return [
        Row(
            "redflag_to_screen_p95_s", slow, "s", goal=2, lower_is_better=True,
            note=f"text kept, read, alert raised, Today shown; {TIMES} times, {PEOPLE:,} people",
        ),
        Row("climb_10k_s", seconds, "s", goal=5, lower_is_better=True, note="10,000 alerts late in the same minute"),
    ]  # fmt: skip


def _nurse() -> User:
    """The only nurse of the first practice, on an empty list."""
    with connection.cursor() as cursor:
        cursor.execute(CLEAR)
    practice = Organisation.objects.filter(kind="practice").order_by("pk").first()
    nurse, _ = User.objects.get_or_create(email="bench@example.org", defaults={"name": "Bench Nurse"})
    Membership.objects.get_or_create(
        user=nurse, organisation=practice, role="nurse", defaults={"started_on": clock.today()}
    )
    return nurse


def _screens(nurse: User) -> list[float]:
    """Seconds from a text's arrival until the nurse's page shows the alert, one person after the other."""
    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(nurse)
    at = nurse.memberships.get().organisation_id
    people = Person.objects.filter(practice=at).order_by("pk")[:TIMES]
    return [_screen(client, person, number) for number, person in enumerate(people)]


def _screen(client: Client, person: Person, number: int) -> float:
    mobile = f"+4477009{number:05}"
    Person.objects.filter(pk=person.pk).update(mobile=mobile)
    contacts.meet([person.pk])
    start = time.perf_counter()
    inbox.keep(gateway="bench", channel="text", inbound=Inbound(key=str(number), sender=mobile, text=WORDS))
    inbox.run()
    page = client.get("/today/").content.decode()
    seconds = time.perf_counter() - start
    alert = Alert.objects.get(person=person)
    if f"/alerts/{alert.ref}/" not in page:
        raise AssertionError("the alert is not on the screen")
    return seconds


def _climb(nurse: User) -> float:
    with connection.cursor() as cursor:
        cursor.execute(MANY, [nurse.pk])
    start = time.perf_counter()
    passed = climb(clock.now() + timedelta(minutes=1))
    if passed < 10_000:
        raise AssertionError(f"only {passed} climbed")
    return time.perf_counter() - start
