"""Somebody answers: begins, leaves, comes back, sends once. All of it runs as background work, for nobody signs in.

Whoever calls these verbs holds a link or a cookie and is nobody to us, so no verb takes an actor.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from hashlib import sha256

from django.db import transaction
from django.db.models import F

from inglenook.core import access, clock, tokens
from inglenook.core.schema import build

from ..models import Draft, Invitation, Sheet, Survey, Tally
from .rules import Answers, Questionnaire, whole

GRACE = timedelta(hours=24)  # for whoever had begun when the survey closed
KEPT = timedelta(days=30)  # what was typed and never sent is kept for so long after the end
HALF_WAY = timedelta(days=2)  # a draft that nobody touched for longer holds no survey open


class Over(Exception):
    """The answers of this survey have been counted, so none can come in."""


@dataclass(frozen=True)
class Door:
    """What an address opens: a survey, and the key of the invitation that it came with (None: the shared link)."""

    survey: Survey
    token: str
    invitation_id: int | None = None

    @cached_property
    def questionnaire(self) -> Questionnaire:
        return build(Questionnaire, self.survey.asks)

    @property
    def secret(self) -> str | None:
        """What opens the draft; with a shared link every browser holds one of its own."""
        return self.token if self.invitation_id else None


def kept_of(secret: str, purpose: str) -> str:
    """What is kept of a secret. The purpose is hashed along: a draft's digest cannot be looked up among invitations."""
    return sha256(f"{purpose}:{tokens.digest(secret)}".encode()).hexdigest()


def door(token: str) -> Door | None:
    """The survey behind an address; None when it opens nothing."""
    with access.working():
        shared = Survey.objects.filter(link=token).exclude(link="").select_related("organisation").first()
        if shared:
            return Door(shared, token)
        asked = Invitation.objects.filter(digests__contains=[kept_of(token, "invitation")])
        found = asked.select_related("survey__organisation").first()
        return Door(found.survey, token, found.pk) if found else None


def is_used(door: Door) -> bool:
    """Whether this invitation has been answered with."""
    with access.working():
        return Invitation.objects.filter(pk=door.invitation_id, is_used=True).exists()


def note_view(door: Door) -> None:
    """The first page was opened: counted once for an invitation, each time for a shared link."""
    with access.working():
        if door.invitation_id:
            first = Invitation.objects.filter(pk=door.invitation_id, is_opened=False).update(is_opened=True)
        else:
            first = 1
        if first:
            Tally.objects.filter(survey=door.survey).update(opened=F("opened") + 1)


def draft_of(door: Door, secret: str | None) -> Draft | None:
    """What was typed so far under a secret."""
    if not secret:
        return None
    with access.working():
        return Draft.objects.filter(survey=door.survey, digest=kept_of(secret, "draft")).first()


@transaction.atomic
def begin(door: Door, *, language: str) -> str:
    """Begin to answer, or go on; gives the secret under which the draft is kept."""
    secret = door.secret or tokens.make_token()
    with access.working():
        _, is_new = Draft.objects.get_or_create(
            digest=kept_of(secret, "draft"),
            defaults={
                "survey": door.survey,
                "language": language,
                "seed": secrets.randbelow(2**31),
                "touched_on": clock.today(),
            },
        )
        if is_new:
            Tally.objects.filter(survey=door.survey).update(began=F("began") + 1)
    return secret


def keep(draft: Draft, answers: Answers) -> None:
    """Keep what one page said, in place of what it said before."""
    draft.answers = {**draft.answers, **answers}
    with access.working():
        Draft.objects.filter(pk=draft.pk).update(answers=draft.answers, touched_on=clock.today())


@transaction.atomic
def send(door: Door, draft: Draft) -> bool:
    """Put the answers with the others; False when they, or this invitation, had been sent already.

    Answers of one survey go in one after the other, so that of two presses one counts, and none comes in while the
    others are laid anew or counted. Raises Over when they have been counted.
    """
    with access.working():
        Tally.objects.select_for_update().get(survey=door.survey)
        if Survey.objects.filter(pk=door.survey.pk, counted_at__isnull=False).exists():
            raise Over
        if door.invitation_id and not _spend(door.invitation_id):
            return False
        taken = Draft.objects.filter(pk=draft.pk).first()
        if taken is None:
            return False
        Sheet.objects.create(
            survey=door.survey,
            answers=whole(door.questionnaire, taken.answers),
            language=taken.language,
            seed=taken.seed,
        )
        taken.delete()
    return True


def _spend(invitation_id: int) -> bool:
    """Mark the invitation used; whether it was not before."""
    return bool(Invitation.objects.filter(pk=invitation_id, is_used=False).update(is_used=True))


def may_begin(survey: Survey) -> bool:
    return survey.state == "open"


def may_go_on(survey: Survey) -> bool:
    """Whoever has begun may end within the grace."""
    return survey.state in ("open", "closing")
