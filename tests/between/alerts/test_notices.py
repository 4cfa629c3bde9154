"""E-mails to members of staff, against the mail server's answers."""

from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail

from inglenook.messaging import notices
from inglenook.messaging.models import Notice

pytestmark = pytest.mark.django_db


def test_each_goes_out_once(raised, nurse):
    raised(owner=nurse)
    assert notices.send() == 1
    assert notices.send() == 0
    assert [message.to for message in mail.outbox] == [[nurse.email]]


def test_a_mail_server_that_fails_is_asked_again_and_its_words_are_not_kept(raised, nurse, monkeypatch):
    raised(owner=nurse)

    def fail(*_):
        raise SMTPServerDisconnected(f"cannot reach {nurse.email}")

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMessage.send", fail)
        assert notices.send() == 0
    assert "SMTPServerDisconnected" in set(Notice.objects.values_list("failure", flat=True))
    assert notices.send() == 1
