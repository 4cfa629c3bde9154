"""The end of a referral: whoever made it hears how, by the way they can be reached."""

from django.conf import settings
from django.utils import timezone

from inglenook.core import access, clock
from inglenook.messaging import notices
from inglenook.messaging.api import ask_to_send

from ..hooks import on_word_back
from ..models import Referral, WordBack
from . import rules
from .held import held

BY_THEMSELVES = ("does_not_want", "withdrew", "stopped", "died")
TEMPLATE = "referral:ended"


def tell(referral: Referral, *, because: str) -> bool:
    """Set the word back on its way; whether it has reached whoever made the referral by now.

    On their Today and in the person's own messages it has; an e-mail has when it is with the mail server; who has left
    a telephone number alone is told by the link worker.
    """
    way = way_of(referral)
    subject, text = words_of(referral, because, way)
    now = clock.now()
    sent_at = now if way in (WordBack.Way.HERE, WordBack.Way.MESSAGE) else None
    said = {"way": way, "subject": subject, "text": text, "made_at": now, "sent_at": sent_at}
    with access.working():
        word = WordBack.objects.create(**held(referral), **said)
        if way == WordBack.Way.HERE:
            on_word_back.tell(word)
        if way == WordBack.Way.EMAIL:
            key, to = f"word_back:{word.pk}", referral.referrer_contact
            notices.write_to(key=key, address=to, subject=subject, text=text)
        if way == WordBack.Way.MESSAGE and because not in BY_THEMSELVES:
            _write_to_the_person(referral, because)
    return sent_at is not None


def way_of(referral: Referral) -> str:
    if referral.way in (Referral.Way.SELF, Referral.Way.CARER) and referral.person_id:
        return WordBack.Way.MESSAGE
    if referral.referrer_id and referral.person_id:
        return WordBack.Way.HERE
    return WordBack.Way.EMAIL if "@" in referral.referrer_contact else WordBack.Way.BY_HAND


def words_of(referral: Referral, because: str, way: str) -> tuple[str, str]:
    """Subject and text. What leaves by e-mail names nobody: a date and the referral's number say which it is."""
    reason = rules.reasons()[because].says if because else rules.states()[referral.state].says
    made = timezone.localtime(referral.made_at)
    whom = referral.name if way == WordBack.Way.HERE else "the person you referred"
    lines = [
        f"On {made.day} {made:%B %Y} you asked the link workers of {referral.team.name} to see {whom}.",
        f"{rules.states()[referral.state].says} {reason}",
        *(_introduced(referral) if way == WordBack.Way.HERE else []),
    ]
    if way == WordBack.Way.EMAIL:
        lines += [f"Your referral’s number: {referral.number}.", _why_so_little()]
    return f"Your referral {referral.number} has come to its end", "\n\n".join(lines)


def _introduced(referral: Referral) -> list[str]:
    """The signposts of the message back: which services, and what came of each."""
    found = referral.introductions.select_related("service").order_by("pk")
    return [f"{one.service.name}: {one.get_state_display().lower()}." for one in found]


def _why_so_little() -> str:
    return (
        "This e-mail says nothing about the person on purpose. Please do not reply to it. "
        f"To refer somebody again: {settings.SITE_URL}/refer/"
    )


def _write_to_the_person(referral: Referral, because: str) -> None:
    reason = rules.reasons()[because].you if because else ""
    ask_to_send(
        person=referral.person,
        key=f"referral:{referral.pk}:ended",
        kind="referral",
        template=TEMPLATE,
        carer=referral.referrer if referral.way == Referral.Way.CARER else None,
        values={"says": reason, "team": referral.team.name, "phone": referral.team.phone},
    )
