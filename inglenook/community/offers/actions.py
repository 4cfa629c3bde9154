"""Verbs of a service that was asked to take somebody: it answers, by its account or by a link."""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Least

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.core.tokens import digest

from ..models import Introduction, Referral
from ..referrals.introductions import hear
from ..refused import Refused
from .rules import answers_to


@transaction.atomic
def answer(*, introduction: Introduction, to: str, by: User | None, words: str = "") -> None:
    """What the service says. A one-time link answers once. Raises Refused for what cannot be answered (any more)."""
    with access.working():
        found = Introduction.objects.select_for_update(of=("self",)).get(pk=introduction.pk)
        if to not in answers_to(found.state):
            raise Refused("This has been answered already. Ring the link worker if something has changed.")
        if by is None:
            Introduction.objects.filter(pk=found.pk).update(link="", link_ends_at=None)
        hear(introduction=found, state=to, by=by, words=words)
        _let_link_worker_know(found.referral_id)


def _let_link_worker_know(referral_id: int) -> None:
    """The answer rises in the link worker's list: it is for them to act on now."""
    open_one = Referral.objects.filter(pk=referral_id, closed_at=None)
    open_one.update(act_by=Least(F("act_by"), clock.now()))


def opened_by(token: str) -> Introduction | None:
    """The introduction behind a one-time link that still answers; None when it is wrong, over, or used."""
    with access.working():
        found = Introduction.objects.filter(link=digest(token), link_ends_at__gt=clock.now())
        return found.select_related("service__provider", "team").first()
