"""E-mails to members of staff: that something waits, where to look, and nothing about anybody."""

from smtplib import SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.messaging.tasks import defer_once

from ..models import Notice

TRIES = 20  # once a minute
AT_ONCE = 50
RED_FLAG = "Inglenook: a red flag waits for you"


def red_flag_text(ref) -> str:
    """What an e-mail about a red flag says: no name, no reason, only where to look."""
    return (
        "An answer between appointments needs somebody to look at it now.\n\n"
        f"Look and answer: {settings.SITE_URL}/alerts/{ref}/\n\n"
        "When nobody says that they have seen it, it goes to somebody else. This e-mail says nothing about the person "
        "on purpose. Please do not reply to it."
    )


def tell(*, key: str, to: list[User], subject: str, text: str) -> None:
    """Put one e-mail each on its way; asked twice with one key, it goes once. Call as background work."""
    Notice.objects.bulk_create(
        [Notice(key=f"{key}:{user.pk}", to=user, subject=subject, text=text) for user in to], ignore_conflicts=True
    )
    hurry()


def hurry() -> None:
    """Have them sent at once rather than with the next minute's round."""
    from .tasks import send_notices  # which calls this module

    defer_once(send_notices)


def send() -> int:
    """Hand over what waits, each once a round; how many are with the mail server now. Two workers send each once."""
    with access.working():
        waiting = Notice.objects.filter(sent_at=None, tries__lt=TRIES).order_by("tries", "made_at")
        keys = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
    return sum(_send(key) for key in keys)


@transaction.atomic
def _send(key: int) -> bool:
    with access.working():
        found = Notice.objects.filter(pk=key, sent_at=None).select_related("to")
        notice = found.select_for_update(skip_locked=True, of=("self",)).first()
        return notice is not None and _hand_over(notice)


def _hand_over(notice: Notice) -> bool:
    notice.tries += 1
    try:
        EmailMessage(notice.subject, notice.text, to=[notice.to.email]).send()
        notice.sent_at, notice.failure = clock.now(), ""
    except OSError as error:  # SMTPException is one
        code = f" {error.smtp_code}" if isinstance(error, SMTPResponseException) else ""
        notice.failure = f"{type(error).__name__}{code}"
    notice.save(update_fields=["tries", "sent_at", "failure"])
    return notice.sent_at is not None
