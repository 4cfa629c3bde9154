"""The other ways: a real mail server, a push service, letters, a call."""

import base64
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import http_ece
import pikepdf
import pytest
from aiosmtpd.controller import Controller
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from inglenook.messaging import hooks, outbox
from inglenook.messaging.models import ContactPoint
from inglenook.planning.models import Task
from tests.messaging.making import again, ask

pytestmark = pytest.mark.django_db


class MailServer:
    """What came in, and the answer to DATA and RCPT for the next ones."""

    def __init__(self):
        self.mails, self.to_data, self.to_recipient = [], "250 OK", "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.to_recipient.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.to_data.startswith("2"):
            self.mails.append((envelope.rcpt_tos, envelope.content.decode()))
        return self.to_data


@pytest.fixture
def mail(settings, gateway):
    handler = MailServer()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield handler
    controller.stop()


def test_a_mail_reaches_a_real_server_with_the_messages_own_id(amina, mail, clock):
    message = ask(amina, "Did you walk today?", channel="email")
    outbox.run()
    [(to, mailed)] = mail.mails
    assert to == ["amina@example.org"] and "Did you walk today?" in mailed and "Subject: A subject" in mailed
    assert f"Message-ID: {again(message).gateway_key}" in mailed and str(message.ref) in again(message).gateway_key


def test_a_mail_server_that_asks_to_come_again_gets_the_same_mail_later(amina, mail, clock):
    mail.to_data = "451 busy"
    message = ask(amina, channel="email")
    outbox.run()
    assert again(message).failure == "Mail server: 451" and not again(message).failed_at
    mail.to_data = "250 OK"
    clock("2026-06-04 12:05")
    outbox.run()
    assert len(mail.mails) == 1 and again(message).handed_over_at


def test_an_address_that_is_no_more_is_used_no_more(amina, mail, clock):
    mail.to_recipient = "550 no such user amina@example.org"
    message = ask(amina, channel="email")
    outbox.run()
    assert again(message).failure == "Mail server: 550" and again(message).contact_point.ended_at


class PushService(BaseHTTPRequestHandler):
    def do_POST(self):  # noqa: N802
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.notices.append((self.headers, body))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def push_service():
    server = HTTPServer(("127.0.0.1", 0), PushService)
    server.notices, server.status = [], 201
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def browser(amina, push_service, settings, tmp_path, gateway):
    """A browser of Amina's that takes notices; its private key, and the secret it shares with us."""
    settings.VAPID_KEY = tmp_path / "vapid.pem"
    key, secret = ec.generate_private_key(ec.SECP256R1()), b"0123456789abcdef"
    public = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    coded = [base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (public, secret)]
    endpoint = f"http://127.0.0.1:{push_service.server_port}/push/1"
    keys = dict(zip(("p256dh", "auth"), coded, strict=True))
    ContactPoint.objects.create(person=amina, channel="web", value=endpoint, push_keys=keys)
    return key, secret


def test_a_notice_reaches_a_browser_and_only_it_can_read_it(amina, browser, push_service, clock):
    message = ask(amina, "Did you walk today?", channel="web")
    outbox.run()
    assert again(message).failure == ""
    [(headers, body)] = push_service.notices
    key, secret = browser
    read = json.loads(http_ece.decrypt(body, private_key=key, auth_secret=secret, version="aes128gcm"))
    assert read == {"title": "A subject", "body": "Did you walk today?", "tag": str(message.ref)}
    assert headers["Authorization"].startswith("vapid t=") and headers["Topic"] == message.ref.hex
    assert again(message).handed_over_at and b"walk" not in body


def test_a_browser_that_is_gone_is_used_no_more(amina, browser, push_service, clock):
    push_service.status = 410
    message = ask(amina, channel="web")
    outbox.run()
    assert again(message).failed_at and again(message).contact_point.ended_at


def test_a_letter_lies_in_the_folder_once(amina, gateway, settings, tmp_path, clock):
    settings.LETTERS = tmp_path
    message = ask(amina, "Dear Amina\n\nDid you walk?", channel="letter")
    outbox.run()
    [letter] = tmp_path.glob("*/*.pdf")
    assert letter.stem == str(message.ref) and again(message).gateway_key.endswith(letter.name)
    with pikepdf.open(letter) as pdf:
        assert pdf.Root.MarkInfo.Marked and len(pdf.pages) == 1


def test_notify_prints_and_posts_a_letter(amina, notify, clock):
    message = ask(amina, "Dear Amina", channel="letter")
    outbox.run()
    assert base64.b64decode(notify.sent[0].text).startswith(b"%PDF") and again(message).gateway == "notify-letters"


def test_somebody_who_is_reached_by_phone_is_rung(amina, nurse, gateway, clock):
    amina.phone = "01632 960001"
    amina.save()
    message = ask(amina, "Ask how the walking goes", channel="phone")
    outbox.run()
    outbox.run()
    task = Task.objects.get(person=amina)
    assert (task.kind, task.owner) == (Task.Kind.CALL, nurse) and "how the walking goes" in task.reason
    assert again(message).handed_over_at


def test_a_call_that_nobody_is_told_of_does_not_vanish(amina, gateway, clock, monkeypatch):
    monkeypatch.setattr(hooks.on_phone, "functions", [])
    amina.phone = "01632 960001"
    amina.save()
    message = ask(amina, channel="phone")
    outbox.run()
    assert again(message).failure == "Nobody is told of calls to make"


def subscribe(client, endpoint: str):
    keys = {"p256dh": "key", "auth": "secret", "more": "thrown away"}
    said = json.dumps({"endpoint": endpoint, "keys": keys})
    return client.post("/me/messages/browser/", {"subscription": said})


def test_a_person_lets_notices_into_a_browser(amina, client, settings, tmp_path):
    settings.VAPID_KEY = tmp_path / "vapid.pem"
    client.force_login(amina.user)
    assert "data-notices" in client.get("/me/messages/").content.decode()
    for _ in range(2):
        assert subscribe(client, "https://updates.push.services.mozilla.com/wpush/v2/abc").status_code == 302
    point = ContactPoint.objects.get(person=amina, channel="web")
    assert point.push_keys == {"p256dh": "key", "auth": "secret"}
    assert client.get("/notices.js").headers["Content-Type"] == "text/javascript"


@pytest.mark.parametrize("endpoint", [
    "http://fcm.googleapis.com/1", "https://127.0.0.1/1", "https://fcm.googleapis.com.evil.example/1",
    "https://evilpush.apple.com.example", "",
])  # fmt: skip
def test_we_call_no_address_but_those_of_push_services(amina, client, endpoint):
    client.force_login(amina.user)
    assert subscribe(client, endpoint).status_code == 400
    assert not ContactPoint.objects.filter(channel="web").exists()
