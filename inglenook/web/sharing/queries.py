"""Whom somebody has let in, and who let them in."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from inglenook.core import access
from inglenook.core.tokens import digest
from inglenook.measures.api import instruments
from inglenook.measures.models import Administration
from inglenook.messaging.models import Message
from inglenook.people.models import CarerCheck, Grant, Invitation, Person, Representative, YoungCarer
from inglenook.planning.models import Conversation

RECENT, MESSAGES = 3, 20


def grants_of(person: Person) -> list[Grant]:
    """Those who are let in, then who was let in last before."""
    found = Grant.objects.filter(person=person).select_related("carer", "representative")
    rows = list(found.order_by("-started_at", "-pk"))
    ended = sorted((g for g in rows if not g.is_current), key=lambda g: g.ended_at or g.until, reverse=True)
    return [g for g in rows if g.is_current] + ended[:RECENT]


def open_invitations(person: Person) -> list[Invitation]:
    """What the person sent that nobody took up yet, and what lapsed of late."""
    found = Invitation.objects.filter(person=person, used_at=None, withdrawn_at=None)
    return list(found[: 2 * RECENT])


def invitation_by(token: str) -> Invitation | None:
    """The invitation that a secret opens, with its person, whoever asks: the secret alone lets it be read."""
    with access.working():
        found = Invitation.objects.filter(token_digest=digest(token))
        return found.select_related("person__user", "person__preferences", "person__practice", "grant").first()


def lets_of(carer) -> QuerySet[Grant]:
    """Who lets this user in now."""
    return Grant.objects.current().filter(carer=carer).select_related("person__preferences").order_by("started_at")


def was_let_in(carer) -> bool:
    """Whether somebody let this user in who does so no more."""
    return Grant.objects.filter(carer=carer).exists()


def feelings_of(person: Person) -> list[tuple[datetime, str, list[tuple[str, str]]]]:
    """What the person answered about how they feel, the newest first: when, to what, and each answer in words."""
    given = Administration.objects.filter(person=person, answered_at__isnull=False).order_by("-answered_at")
    known = instruments()
    return [(one.answered_at, known[one.instrument].title, _said(one)) for one in given[:RECENT]]


def _said(given: Administration) -> list[tuple[str, str]]:
    asked = instruments()[given.instrument]
    answered = ((asked.question(code), value) for code, value in given.answers.items() if value is not None)
    return [(question.short, question.says(value)) for question, value in answered]


def talks_of(person: Person) -> list[Conversation]:
    """The last planning talks, with what was noted and decided."""
    return list(Conversation.objects.filter(person=person).select_related("led_by").order_by("-started_at")[:RECENT])


def messages_of(person: Person) -> list[Message]:
    """What was sent to the person last, as it went out."""
    return list(Message.objects.filter(person=person, carer=None).exclude(text="").order_by("-due_at")[:MESSAGES])


def last_check(person: Person | None) -> CarerCheck | None:
    return CarerCheck.objects.filter(person=person).first() if person else None


@dataclass(frozen=True)
class Around:
    """Who is let in, who decides, who is young, and how the person is who cares themselves. For staff."""

    grants: list[Grant]
    representatives: list[Representative]
    young: list[YoungCarer]
    check: CarerCheck | None


def around(person: Person) -> Around:
    """Four statements."""
    of = {"person": person}
    representatives = Representative.objects.filter(**of).select_related("grant__carer", "seen_by")
    young = YoungCarer.objects.filter(**of).select_related("grant__carer", "known_to")
    return Around(
        grants=grants_of(person),
        representatives=list(representatives),
        young=[one for one in young if one.grant.is_current and one.grant.is_young],
        check=last_check(person),
    )
