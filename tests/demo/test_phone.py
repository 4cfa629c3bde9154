"""The on-page phone shows what was sent, and what is written there arrives as from any gateway."""

import pytest

from inglenook.core import clock
from inglenook.messaging import hooks, inbox, outbox
from inglenook.messaging.models import Message, Reply, Stop
from inglenook.planning.models import Pack
from inglenook.planning.preparation.invitation import HIDDEN
from tests import factories
from tests.messaging.conftest import gateways_anew, plain_template  # noqa: F401  fixtures
from tests.messaging.making import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(demonstration, settings, person, client, monkeypatch):
    """Amina's phone with one text on it."""
    settings.GATEWAYS = dict.fromkeys(("text", "email", "web", "letter"), "demo")
    monkeypatch.setattr(hooks.on_reply, "functions", [])
    person.mobile = "07700 900123"
    person.save()
    ask(person, "Did you walk today?", is_urgent=True)
    outbox.run()
    return f"/demo/phone/{person.ref}/"


def test_what_was_sent_stands_there_and_is_seen(phone, client):
    assert "Did you walk today?" in client.get(phone).content.decode()
    assert Message.objects.get().seen_at
    assert phone in client.get("/demo/phone/").content.decode()


def test_an_answer_takes_the_way_of_every_reply(phone, client):
    client.post(phone, {"text": "Yes I did", "key": "once"})
    client.post(phone, {"text": "Yes I did", "key": "once"})
    assert "Yes I did" in client.get(phone).content.decode()
    inbox.run()
    assert Reply.objects.get().text == "Yes I did"
    assert Message.objects.get().answered_at


def test_stop_stops_there_too(phone, client):
    client.post(phone, {"text": "STOP", "key": "once"})
    inbox.run()
    outbox.run()
    assert Stop.objects.exists()
    assert "You will get no more messages" in client.get(phone).content.decode()


def test_a_page_about_somebody_leads_to_their_phone(phone, client, nurse, person):
    client.force_login(nurse)
    assert f'href="{phone}"' in client.get(f"/people/{person.ref}/messages/").content.decode()
    client.force_login(person.user)
    assert client.get("/demo/phone/mine/").url == phone


def test_the_private_link_of_an_email_can_be_followed(demonstration, settings, person, nurse, client):
    """The ledger keeps the e-mail without its link: on the phone it was a dead end."""
    settings.GATEWAYS = {"email": "demo"}
    pack = Pack.objects.create(person=person, cycle=factories.make_cycle(person), due_on=clock.today(), channel="email")
    message = {"person": person, "kind": "pack", "channel": "email", "text": f"Open it here: {HIDDEN}"}
    pack.message = Message.objects.create(gateway="demo", handed_over_at=clock.now(), due_at=clock.now(), **message)
    pack.save()
    address = f"/demo/phone/link/{pack.message.ref}/"
    page = client.get(f"/demo/phone/{person.ref}/").content.decode()
    assert f'action="{address}"' in page
    assert "It asks when Amina was born" in page
    assert "Open your private page" in client.post(address, follow=True).content.decode()
    Pack.objects.update(message=None)  # it was sent once more, by another message
    assert "Open your private page" in client.post(address, follow=True).content.decode()
    assert client.post(f"/demo/phone/link/{pack.ref}/").status_code == 404


def test_nobody_elses_phone_is_made_up(phone, client):
    assert client.get("/demo/phone/00000000-0000-4000-8000-000000000000/").status_code == 404
