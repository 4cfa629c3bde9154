"""No page asks the database more than twelve things, however many people there are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inglenook.core import access, clock
from inglenook.messaging.models import PrintRun
from inglenook.planning.models import Pack, ReviewCycle
from inglenook.planning.preparation import packs, sending
from tests import factories

pytestmark = pytest.mark.django_db

PAGES = {
    "/packs/": "nurse",
    "/packs/?stage=ready": "nurse",
    "/packs/{pack}/": "nurse",
    "/packs/{pack}/answers/": "nurse",
    "/print-runs/": "nurse",
    "/print-runs/{run}/": "nurse",
    "/me/prepare/{pack}/": "person",
    "/me/prepare/{pack}/results/": "person",
    "/me/prepare/{pack}/matters/": "person",
    "/me/prepare/{pack}/talk_about/": "person",
    "/me/prepare/{pack}/end/": "person",
}


@pytest.fixture
def many(nurse, practice):
    """Thirty people with letters in one run, and as many still to be made."""
    for number in range(60):
        person = factories.make_person(practice, given_name=f"Name{number}", address=f"{number} Oak Street")
        factories.make_cycle(person, due_on=clock.today() + timedelta(days=number))
    with access.acting_as(nurse):
        packs.make_packs(cycles=ReviewCycle.objects.filter(due_on__lt=clock.today() + timedelta(days=30)), by=nurse)
        sending.send_packs(packs=Pack.objects.filter(sent_at=None), by=nurse)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_the_database_twelve_things_at_most(client, nurse, person, sent_pack, many, address):
    client.force_login(nurse if PAGES[address] == "nurse" else person.user)
    run = PrintRun.objects.get()
    assert len(questions(client, address.format(pack=sent_pack.ref, run=run.ref))) <= 12


def questions(client, address) -> list[str]:
    """What a page asks, without the steps of its transaction and of taking its actor's place."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    own = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT current_setting")
    return [query["sql"] for query in captured if not query["sql"].startswith(own)]
