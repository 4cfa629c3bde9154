"""A worker that is killed at any point loses nothing and doubles nothing."""

import random
import time
from datetime import timedelta

import pytest

from inglenook.core import clock
from inglenook.messaging.models import Arrival, Message, Reply
from tests import factories
from tests.messaging import load
from tests.messaging.gateway import Faults, GatewayImitation
from tests.messaging.making import text_in

UNKIND = Faults(busy=0.03, broken=0.03, taken_then_broken=0.03, dropped=0.03, taken_then_dropped=0.03, delayed=0.05)
LEASE = timedelta(seconds=2)


@pytest.fixture
def noon(monkeypatch):
    monkeypatch.setattr(clock, "reading", clock.reading)  # put back afterwards
    load.stand_at_noon()


def kill_under_load(settings, *, times: int, people: int) -> None:
    """Two workers, a gateway that fails, replies that arrive; one worker after the other is killed."""
    chance = random.Random(times)
    practice = factories.make_organisation()
    settings.GATEWAYS = {"text": "http"}
    with GatewayImitation(UNKIND, seed=times) as gateway:
        settings.TEXT_URL = gateway.url
        known = load.people(practice, people)
        every = [*load.messages(known)]
        with load.workers(2, LEASE) as working:
            for number in range(times):
                text_in(f"I did {number}", sender=known[number % people].mobile, key=f"reply-{number}")
                time.sleep(chance.uniform(0, 0.12))
                load.kill(working[number % 2])
                every += load.messages(chance.sample(known, people // 20))
                working[number % 2] = load.start(load.work, LEASE)
            assert load.wait_until(lambda: is_settled(len(every)), 120)
        assert gateway.doubled == []
        went_out = {sent.ref for sent in gateway.sent}
        assert went_out >= {str(message.ref) for message in every}
        assert went_out == {str(ref) for ref in Message.objects.values_list("ref", flat=True)}, "answers among them"
    assert Reply.objects.count() == len(set(Reply.objects.values_list("text", flat=True))) == times


def is_settled(number: int) -> bool:
    handed_over = Message.objects.filter(topic=load.TOPIC, handed_over_at__isnull=False).count()
    waiting = Message.objects.filter(handed_over_at=None).exists()
    return handed_over == number and not waiting and not Arrival.objects.filter(taken_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_five_kills_lose_and_double_nothing(settings, noon):
    kill_under_load(settings, times=5, people=60)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_hundred_kills_lose_and_double_nothing(settings, noon):
    kill_under_load(settings, times=100, people=400)
