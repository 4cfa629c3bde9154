import pytest

from inglenook.messaging import actions, inbox, outbox
from inglenook.messaging.models import Pause, Stop
from tests.asking import questions
from tests.messaging.making import ask, text_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(amina, gateway, clock):
    """One text sent and answered, one kept back by STOP."""
    ask(amina, "Did you walk today?")
    outbox.run()
    text_in("Yes I did")
    inbox.run()
    actions.stop(person=amina)
    ask(amina, "Not to be sent")
    outbox.run()
    return amina


def test_the_ledger_shows_where_each_message_stands_and_why(client, nurse, thread):
    client.force_login(nurse)
    page = client.get("/messages/").content.decode()
    assert "Answered" in page and "Asked for no messages" in page and "1 parts" not in page
    assert "Asked for no messages" not in client.get("/messages/?state=answered").content.decode()
    assert len(questions(client, "/messages/")) <= 12


def test_the_ledger_shows_nobody_elses_people(client, thread, other_practice):
    from tests import factories

    client.force_login(factories.make_user("Other Nurse", role="nurse", at=other_practice))
    assert "Amina" not in client.get("/messages/").content.decode()


def test_one_persons_messages_stand_with_what_they_said(client, nurse, thread):
    client.force_login(nurse)
    page = client.get(f"/people/{thread.ref}/messages/").content.decode()
    assert "Did you walk today?" in page and "Yes I did" in page and "+447700900123" in page
    assert len(questions(client, f"/people/{thread.ref}/messages/")) <= 16


def test_a_person_stops_rests_and_starts_again_on_their_own_page(client, amina, clock):
    client.force_login(amina.user)
    client.post("/me/messages/", {"do": "stop"})
    assert Stop.objects.get().written_by == amina.user
    assert "You asked for no messages" in client.get("/me/messages/").content.decode()
    client.post("/me/messages/", {"do": "start"})
    assert not Stop.objects.filter(ended_at=None).exists()
    client.post(
        "/me/messages/",
        {"do": "pause", "kind": "holiday", "until-day": "20", "until-month": "6", "until-year": "2026"},
    )
    assert Pause.objects.get().ends_at.isoformat() == "2026-06-19T23:00:00+00:00"
    clock("2026-06-05 12:00")
    client.post("/me/messages/", {"do": "start"})
    assert "You are having a rest" not in client.get("/me/messages/").content.decode()


def test_a_rest_needs_its_reason(client, amina, clock):
    client.force_login(amina.user)
    page = client.post("/me/messages/", {"do": "pause"})
    assert page.status_code == 200 and "Error:" in page.content.decode()


def test_a_manager_reads_the_ledger_and_changes_nothing(client, manager, thread):
    client.force_login(manager)
    assert client.get(f"/people/{thread.ref}/messages/").status_code == 200
    assert client.post(f"/people/{thread.ref}/messages/", {"do": "start"}).status_code == 403


def test_every_text_is_shown_at_its_longest_with_its_cost(client, nurse):
    client.force_login(nurse)
    page = client.get("/messages/templates/?language=ur").content.decode()
    assert "Our own: stopped" in page and "START" in page and 'lang="ur"' in page
    assert len(questions(client, "/messages/templates/")) <= 12
