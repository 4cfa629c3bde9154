"""E-mails to members of staff and to agencies: that something waits, where to look, and nothing about anybody."""

from collections.abc import Iterable
from smtplib import SMTPResponseException

from django.core.mail import EmailMessage
from django.db import transaction

from inglenook.core import access, clock
from inglenook.core.models import User

from .models import Notice
from .tasks import defer_once, send_notices

TRIES = 20  # once a minute
AT_ONCE = 50


def tell(*, key: str, to: list[User], subject: str, text: str) -> None:
    """Put one e-mail each on its way; asked twice with one key, it goes once. Call as background work."""
    tell_each(key=key, subject=subject, texts=[(user, text) for user in to])


def tell_each(*, key: str, subject: str, texts: Iterable[tuple[User, str]]) -> None:
    """The same where each is told in a text of their own, such as one with a link that is theirs."""
    rows = [Notice(key=f"{key}:{user.pk}", to=user, subject=subject, text=text) for user, text in texts]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    hurry()


def write_to(*, key: str, address: str, subject: str, text: str) -> None:
    """The same to somebody outside, by their address. Call as background work."""
    said = {"subject": subject, "text": text}
    Notice.objects.bulk_create([Notice(key=key, address=address, **said)], ignore_conflicts=True)
    hurry()


def hurry() -> None:
    """Have them sent at once rather than with the next minute's round."""
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
        EmailMessage(notice.subject, notice.text, to=[notice.address or notice.to.email]).send()
        notice.sent_at, notice.failure, notice.text = clock.now(), "", ""
    except OSError as error:  # SMTPException is one
        code = f" {error.smtp_code}" if isinstance(error, SMTPResponseException) else ""
        notice.failure = f"{type(error).__name__}{code}"
    notice.save(update_fields=["tries", "sent_at", "failure", "text"])
    return notice.sent_at is not None
