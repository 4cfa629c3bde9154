"""E-mail: handed to the mail server once, each outcome in the ledger without personal data."""

from smtplib import SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from inglenook.core import clock

from .models import Message


@transaction.atomic
def hand_over(*, message: Message, to: str, subject: str, text: str) -> bool:
    """Give one message to the mail server and note how it went; whether it is with the server now.

    The row is locked meanwhile, so that two workers hand it over once. What was handed over or suppressed before is
    not sent again.
    """
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.handed_over_at or message.suppressed_at:
        return bool(message.handed_over_at)
    try:
        EmailMessage(subject, text, to=[to], headers={"Message-ID": _message_id(message)}).send()
    except OSError as error:  # SMTPException is one
        message.failed_at, message.failure = clock.now(), _without_personal_data(error)
    else:
        message.handed_over_at, message.failed_at, message.failure = clock.now(), None, ""
    message.save(update_fields=["handed_over_at", "failed_at", "failure"])
    return message.handed_over_at is not None


def _message_id(message: Message) -> str:
    """The same at every try, so that a mail server that already has it knows."""
    return f"<{message.ref}@{urlsplit(settings.SITE_URL).hostname}>"


def _without_personal_data(error: OSError) -> str:
    """The kind of error and the server's code: what servers say often repeats the address."""
    code = f" {error.smtp_code}" if isinstance(error, SMTPResponseException) else ""
    return f"{type(error).__name__}{code}"
