"""How many messages two workers hand over in a second, and how many replies one reads."""

import time
from datetime import timedelta

from django.conf import settings
from django.db import connection

from bench.population import population
from bench.table import Row
from inglenook.core import access, clock
from inglenook.messaging import inbox
from inglenook.messaging.gateways import gateway_for
from inglenook.messaging.models import Arrival, Message
from inglenook.people.models import Person
from tests.messaging import load
from tests.messaging.gateway import GatewayImitation

PEOPLE = 9_999  # a database of its own
MESSAGES = 2_000
REPLIES = 300
LEASE = timedelta(seconds=90)
BARE = 200  # requests, to see what the way to the gateway alone costs


def rows() -> list[Row]:
    load.stand_at_noon()
    with population(PEOPLE), GatewayImitation() as gateway:
        settings.GATEWAYS, settings.TEXT_URL = {"text": "http"}, gateway.url
        gateway_for.cache_clear()
        bare = _bare()
        people = _people_with_numbers_of_their_own()
        handed_over = _hand_over(people[:MESSAGES])
        if len({sent.ref for sent in gateway.sent}) != MESSAGES + BARE or gateway.doubled:
            raise AssertionError("every message must go out once")
        read = _read(people[:REPLIES])
    return [
        Row(
            "messages_per_s", handed_over, "1/s", beside=bare,
            beside_name="requests to the same gateway in one thread, no ledger",
            note=f"{MESSAGES:,} messages, two workers, gateway on loopback in the same machine",
        ),
        Row("replies_per_s", read, "1/s", note=f"{REPLIES:,} replies kept and handed on, one worker"),
    ]  # fmt: skip


def _bare() -> float:
    from inglenook.messaging.gateways.base import Parcel

    start = time.perf_counter()
    for number in range(BARE):
        gateway_for("text").send(Parcel(f"bare-{number}", "+447700900000", "", "Hello"))
    return BARE / (time.perf_counter() - start)


def _people_with_numbers_of_their_own() -> list[Person]:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE messaging_message, messaging_contactpoint, messaging_arrival CASCADE")
        cursor.execute("UPDATE people_person SET mobile = '+4477' || lpad(id::text, 8, '0'), language = 'en'")
    return list(Person.objects.order_by("pk")[:MESSAGES])


def _hand_over(people: list[Person]) -> float:
    load.messages(people)
    start = time.perf_counter()
    with load.workers(2, LEASE):
        done = Message.objects.filter(handed_over_at__isnull=False)
        if not load.wait_until(lambda: done.count() == MESSAGES, 300):
            raise AssertionError("the outbox did not come to its end")
    return MESSAGES / (time.perf_counter() - start)


def _read(people: list[Person]) -> float:
    with access.working():
        Arrival.objects.bulk_create(
            Arrival(key=f"bench:{n}", channel="text", gateway="http", sender=person.mobile, text=f"I did {n}",
                    arrived_at=clock.now())
            for n, person in enumerate(people)
        )  # fmt: skip
    start = time.perf_counter()
    if inbox.run() != len(people):
        raise AssertionError("every reply must be read")
    return len(people) / (time.perf_counter() - start)
