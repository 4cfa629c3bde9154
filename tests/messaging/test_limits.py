"""Times and number of messages: settled for a practice by its manager, for oneself on one's own page; both kept."""

from datetime import time

import pytest

from inglenook.core import access
from inglenook.messaging import outbox
from inglenook.messaging.models import OwnLimits, PracticeLimits
from tests import factories
from tests.asking import questions
from tests.messaging.making import again, ask

pytestmark = pytest.mark.django_db
SENT = {"quiet_from": "9pm", "quiet_until": "8am", "per_day": "2", "per_week": "6"}


@pytest.fixture
def address(practice):
    return f"/messages/limits/{practice.ref}/"


def test_a_manager_settles_the_practices_limits_and_sees_what_was_before(client, manager, practice, address):
    client.force_login(manager)
    client.post(address, SENT)
    client.post(address, SENT | {"quiet_from": "20:30", "per_day": "1"})
    kept = PracticeLimits.objects.get()
    assert (kept.quiet_from, kept.quiet_until, kept.per_day, kept.per_week) == (time(20, 30), time(8), 1, 6)
    assert kept.written_by == manager
    page = " ".join(client.get(address).content.decode().split())
    assert "Now, since" in page and "nothing from 20:30 to 08:00, at most 1 message a day and 6 in seven days" in page
    assert (
        "Before, since" in page and "nothing from 21:00 to 08:00, at most 2 messages a day and 6 in seven days" in page
    )
    assert "20:30" in client.get("/messages/limits/").content.decode()
    assert len(questions(client, address)) <= 12


def test_the_manager_of_a_network_settles_them_for_each_practice(client, practice, address):
    client.force_login(factories.make_user("Nasreen", role="manager", at=practice.parent))
    assert practice.name in client.get("/messages/limits/").content.decode()
    assert client.post(address, SENT).status_code == 302
    assert PracticeLimits.objects.get().organisation == practice


def test_nobody_else_settles_a_practices_limits(client, nurse, other_practice, address):
    for user in (nurse, factories.make_user("Eve", role="manager", at=other_practice)):
        client.force_login(user)
        assert client.post(address, SENT).status_code in (403, 404)
        with access.acting_as(user):
            assert PracticeLimits.objects.count() == 0


def test_the_ledger_leads_there_for_managers_alone(client, manager, nurse):
    client.force_login(manager)
    assert "/messages/limits/" in client.get("/messages/").content.decode()
    client.force_login(nurse)
    assert "/messages/limits/" not in client.get("/messages/").content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"quiet_from": "8am"}, "The two times must be different"),
        ({"per_day": "7"}, "Messages in seven days must be as many as in one day, or more"),
        ({"per_day": "0"}, "Messages in one day must be"),
        ({"quiet_until": "soon"}, "The time in the morning must be a time"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_kept(client, manager, address, typed, says):
    client.force_login(manager)
    assert says in client.post(address, SENT | typed).content.decode()
    assert not PracticeLimits.objects.exists()


def test_a_person_sets_their_own_times_and_goes_back(client, amina):
    client.force_login(amina.user)
    page = client.get("/me/messages/when/").content.decode()
    assert "times of your practice" in page and 'value="21:00"' in page
    client.post("/me/messages/when/", SENT | {"do": "settle", "quiet_from": "19:00"})
    assert OwnLimits.objects.get().quiet_from == time(19)
    client.post("/me/messages/when/", SENT | {"do": "settle"})
    page = " ".join(client.get("/me/messages/when/").content.decode().split())
    assert "These are your own times" in page and "nothing from 19:00 to 08:00" in page
    client.post("/me/messages/when/", {"do": "as_practice"})
    assert not OwnLimits.objects.exists()
    with access.working():
        assert OwnLimits.history.rel.related_model.objects.count() == 2
    assert len(questions(client, "/me/messages/when/")) <= 12


def test_what_was_held_goes_by_the_new_limits_at_once(client, amina, gateway, clock):
    clock("2026-06-04 21:30")
    message = ask(amina)
    outbox.run()
    assert again(message).held_because == "Quiet hours"
    client.force_login(amina.user)
    client.post("/me/messages/when/", SENT | {"do": "settle", "quiet_from": "23:00"})
    outbox.run()
    assert again(message).handed_over_at
