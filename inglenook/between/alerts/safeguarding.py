"""Safeguarding concerns about somebody who was referred: a nurse or GP, or who stands in, is told at once.

The task and the e-mail say nothing of what was seen: the concern may be about somebody who cares for the person, and
is read in the referral by staff alone. An alert would be read by the person, so this is none.
"""

from datetime import timedelta

from django.conf import settings

from inglenook.community.hooks import on_concern
from inglenook.community.models import Concern
from inglenook.messaging import notices
from inglenook.planning.models import Task

from . import giving
from .api import give

WITHIN = timedelta(hours=1)
REASON = "A safeguarding concern was raised. Read it and say what you do."
SUBJECT = "Inglenook: a safeguarding concern waits for you"


def tell(concern: Concern) -> None:
    """Put it on the list of whoever looks after the person, and e-mail them; nobody found: all of the practice's."""
    person = concern.person
    task = give(key=f"concern:{concern.pk}", kind=Task.Kind.REFERRAL, person=person, reason=REASON, within=WITHIN)
    concern.told = task.owner
    concern.save(update_fields=["told"])
    to = [task.owner] if task.owner else giving.team_of(person)
    notices.tell(key=task.key, to=to, subject=SUBJECT, text=_text(concern))


def _text(concern: Concern) -> str:
    return (
        "Somebody who was referred to a link worker may not be safe. Please look now.\n\n"
        f"Read it: {settings.SITE_URL}/referrals/{concern.referral.ref}/\n\n"
        "This e-mail says nothing about the person on purpose. Please do not reply to it."
    )


def install() -> None:
    on_concern(tell)
