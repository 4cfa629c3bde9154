"""An hour of everything that goes wrong at once; INGLENOOK_SOAK_MINUTES says how long instead."""

import os
import random
import sys
import time

import pytest

from inglenook.messaging import inbox
from inglenook.messaging.gateways.base import State, Status
from inglenook.messaging.models import Arrival, Message, Reply
from tests import factories
from tests.messaging import load
from tests.messaging.gateway import UNKINDLY, GatewayImitation
from tests.messaging.making import text_in
from tests.messaging.test_killing import LEASE, noon  # noqa: F401  a fixture

MINUTES = float(os.environ.get("INGLENOOK_SOAK_MINUTES", "60"))
PEOPLE = 300
A_KILL_EVERY = 5  # seconds


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_an_hour_of_faults_loses_and_doubles_nothing(settings, noon, capsys):  # noqa: F811
    chance = random.Random(60)
    settings.GATEWAYS = {"text": "http"}
    with GatewayImitation(UNKINDLY, seed=60) as gateway:
        settings.TEXT_URL = gateway.url
        known = load.people(factories.make_organisation(), PEOPLE)
        said, kills = _soak(known, gateway, chance)
        assert load.wait_until(_is_settled, 300)
    lost = {str(ref) for ref in Message.objects.values_list("ref", flat=True)} - {sent.ref for sent in gateway.sent}
    with capsys.disabled():
        sys.stdout.write(
            f"\nsoak of {MINUTES:g} min: {len(gateway.sent)} messages out in {gateway.asked} tries, {said} replies in,"
            f" {kills} workers killed; {len(lost)} lost, {len(gateway.doubled)} doubled\n"
        )
    assert (lost, gateway.doubled) == (set(), [])
    assert Reply.objects.count() == said


def _soak(known, gateway, chance) -> tuple[int, int]:
    """Messages, replies said twice, callbacks repeated and out of order, and now and then a kill; the counts."""
    until, said, kills, next_kill = time.monotonic() + 60 * MINUTES, 0, 0, time.monotonic() + A_KILL_EVERY
    with load.workers(2, LEASE) as working:
        while time.monotonic() < until:
            load.messages(chance.sample(known, 10))
            for _ in range(2):
                text_in(f"I did {said}", sender=chance.choice(known).mobile, key=f"soak-{said}")
                text_in(f"I did {said}", sender=known[0].mobile, key=f"soak-{said}")  # the first word counts
                said += 1
            _call_back(gateway, chance)
            if time.monotonic() > next_kill:
                load.kill(working[kills % 2])
                working[kills % 2] = load.start(load.work, LEASE)
                kills, next_kill = kills + 1, time.monotonic() + A_KILL_EVERY
            time.sleep(0.5)
        load.wait_until(_is_settled, 300)
    return said, kills


def _call_back(gateway, chance) -> None:
    for sent in chance.sample(gateway.sent, min(5, len(gateway.sent))):
        for state in chance.sample(list(State)[:2], 2) * 2:
            inbox.note_status(gateway="http", status=Status(sent.ref, sent.key, state))


def _is_settled() -> bool:
    return not (Message.objects.filter(handed_over_at=None).exists() or Arrival.objects.filter(taken_at=None).exists())
