from datetime import timedelta

import pytest

from inglenook.core import access, clock
from inglenook.planning.models import Pack, ReviewCycle
from inglenook.planning.preparation import actions, links, packs
from tests import factories


@pytest.fixture
def cycle(person):
    return factories.make_cycle(person, due_on=clock.today() + timedelta(days=20))


@pytest.fixture
def results(person):
    day = clock.today() - timedelta(days=10)
    factories.make_result(person, "systolic", 138, on=day)
    factories.make_result(person, "diastolic", 84, on=day)
    factories.make_result(person, "hba1c", 58, on=day)


@pytest.fixture
def pack(cycle, results, nurse):
    packs.make_packs(cycles=ReviewCycle.objects.filter(pk=cycle.pk), by=nurse)
    return Pack.objects.get(cycle=cycle)


@pytest.fixture
def sent_pack(pack, nurse):
    actions.mark_sent(packs=Pack.objects.filter(pk=pack.pk), by=nurse)
    pack.refresh_from_db()
    return pack


@pytest.fixture
def token(sent_pack):
    with access.working():
        return links.make_links([sent_pack])[sent_pack.pk]
