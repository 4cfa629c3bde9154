"""E-mail by SMTP.

A mail server cannot be asked whether it has a message. One whose hand-over broke off goes again with the same
Message-ID, by which mail servers and readers know it.
"""

from smtplib import SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from .base import OneWay, Parcel, Refused, Unsure


class Smtp(OneWay):
    name = "smtp"

    def send(self, parcel: Parcel) -> str:
        key = f"<{parcel.ref}@{urlsplit(settings.SITE_URL).hostname}>"
        headers = {"Message-ID": key, "Auto-Submitted": "auto-generated"}
        try:
            EmailMessage(
                parcel.subject, parcel.body, to=[parcel.to], headers=headers, connection=get_connection()
            ).send()
        except SMTPRecipientsRefused as error:
            raise _judged([code for code, _ in error.recipients.values()][0], dead=True) from None
        except SMTPResponseException as error:
            raise _judged(error.smtp_code) from None
        except OSError as error:
            raise Unsure(type(error).__name__) from None  # what servers say often repeats the address
        return key


def _judged(code: int, dead: bool = False) -> Exception:
    """A refusal for good begins with 5; one with 4 asks us to come again (RFC 5321, 4.2.1)."""
    return Refused(f"Mail server: {code}", dead) if code >= 500 else Unsure(f"Mail server: {code}")
