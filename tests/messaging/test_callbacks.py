"""The addresses that gateways call, in the words of each."""

import json

import pytest

from inglenook.messaging import outbox
from inglenook.messaging.models import Arrival
from tests.messaging.making import NUMBER, again, ask

pytestmark = pytest.mark.django_db
TOKEN = "a-token-for-tests"


@pytest.fixture
def call(client, settings):
    settings.CALLBACK_TOKEN = TOKEN

    def call(address: str, said, token: str = TOKEN):
        body = said if isinstance(said, str) else json.dumps(said)
        headers = {"authorization": f"Bearer {token}"}
        return client.post(address, body, content_type="application/json", headers=headers)

    return call


def notify_receipt(message, status: str) -> dict:
    """As https://docs.notifications.service.gov.uk/rest-api.html#delivery-receipts shows it."""
    return {
        "id": message.gateway_key,
        "reference": str(message.ref),
        "to": NUMBER,
        "status": status,
        "created_at": "2026-06-04T11:00:00.000000Z",
        "completed_at": "2026-06-04T11:00:07.000000Z",
        "sent_at": "2026-06-04T11:00:02.000000Z",
        "notification_type": "sms",
        "template_id": "f33517ff-2a88-4f6e-b855-c550268ce08a",
        "template_version": 1,
    }


def test_notify_takes_a_text_and_tells_its_end(amina, notify, call, clock):
    message = ask(amina, "Hello")
    outbox.run()
    message = again(message)
    assert notify.sent[0].text == "Hello" and message.gateway == "notify"
    assert call("/gateways/notify/status/", notify_receipt(message, "delivered")).json() == {"known": True}
    assert again(message).delivered_at.isoformat() == "2026-06-04T11:00:07+00:00"


def test_notify_says_that_a_number_is_dead(amina, notify, call, clock):
    message = ask(amina)
    outbox.run()
    call("/gateways/notify/status/", notify_receipt(again(message), "permanent-failure"))
    assert again(message).failed_at and again(message).contact_point.ended_at


def test_notify_brings_a_text_message_once(amina, notify, call, clock):
    said = {
        "id": "740e5834-3a29-46b4-9a6f-16142fde533a",
        "source_number": NUMBER,
        "destination_number": "07700900111",
        "message": "142 over 85",
        "date_received": "2026-06-04T10:59:00.000000Z",
    }
    assert call("/gateways/notify/inbound/", said).json() == {"new": True}
    call("/gateways/notify/inbound/", said)
    assert [(a.sender, a.text) for a in Arrival.objects.all()] == [(NUMBER, "142 over 85")]


def test_the_other_gateway_speaks_its_own_words(amina, gateway, call, clock):
    message = ask(amina)
    outbox.run()
    said = {"id": again(message).gateway_key, "reference": "", "status": "seen", "at": "2026-06-04T12:01:00+01:00"}
    assert call("/gateways/http/status/", said).json() == {"known": True}
    assert again(message).seen_at
    assert call("/gateways/http/inbound/", {"id": "1", "from": NUMBER, "text": "ok"}).json() == {"new": True}


@pytest.mark.parametrize("token", ["", "wrong", TOKEN + "x"])
def test_without_the_token_nobody_is_heard(call, gateway, token):
    assert call("/gateways/http/inbound/", {"id": "1", "from": NUMBER, "text": "ok"}, token).status_code == 401
    assert not Arrival.objects.exists()


def test_without_a_token_of_ours_nobody_is_heard(client, gateway, settings):
    settings.CALLBACK_TOKEN = ""
    asked = client.post(
        "/gateways/http/inbound/", "{}", content_type="application/json", headers={"authorization": "Bearer "}
    )
    assert asked.status_code == 401


@pytest.mark.parametrize("said", ["", "[]", "{}", "null", '{"id": 1}', '{"id": "1", "status": 7}', "\xff"])
def test_what_makes_no_sense_is_refused_in_order(call, gateway, said):
    assert call("/gateways/http/inbound/", said).status_code == 400
    assert call("/gateways/http/status/", said).status_code in (200, 400)


def test_a_gateway_that_is_not_in_use_is_not_there(call, gateway):
    assert call("/gateways/notify/inbound/", {}).status_code == 404
