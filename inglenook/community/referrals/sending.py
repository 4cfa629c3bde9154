"""Words back by e-mail: handed to the mail server, and then the referrer has been told."""

from django.core.mail import EmailMessage
from django.db import transaction

from inglenook.core import access, clock
from inglenook.core.beats import beat

from ..models import WordBack
from .actions import tell

TRIES = 20  # once in five minutes; then a link worker tells them
AT_ONCE = 50


def send() -> int:
    """Hand over what waits; how many are with the mail server now. Two workers send each once."""
    with access.working():
        waiting = WordBack.objects.filter(way=WordBack.Way.EMAIL, sent_at=None, tries__lt=TRIES).order_by("tries", "pk")
        keys = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
    sent = sum(_send(key) for key in keys)
    beat("words_back")
    return sent


@transaction.atomic
def _send(key: int) -> bool:
    with access.working():
        found = WordBack.objects.filter(pk=key, sent_at=None).select_related("referral")
        word = found.select_for_update(skip_locked=True, of=("self",)).first()
        return bool(word) and _hand_over(word)


def _hand_over(word: WordBack) -> bool:
    word.tries += 1
    try:
        EmailMessage(word.subject, word.text, to=[word.referral.referrer_contact]).send()
        word.sent_at = clock.now()
    except OSError:  # SMTPException is one; what servers say often repeats the address, so it is not kept
        pass
    word.save(update_fields=["tries", "sent_at"])
    if word.sent_at and word.referral.state != "told":
        tell(referral=word.referral, by=None)
    return word.sent_at is not None
