"""What a person decides about being met and being seen."""

from datetime import timedelta

from django.db import transaction

from inglenook.core import clock
from inglenook.core.actions import account_for
from inglenook.core.models import User

from .models import Grant, Person, Preferences

UNDO_FOR = timedelta(hours=24)


class TooLate(Exception):
    """The time in which this can be undone is over. The message is fit to be shown."""


@transaction.atomic
def prefer(*, person: Person, by: User, **wishes) -> Preferences:
    """Keep how the person wants to be met; a newer wish replaces the older, which stays in the history."""
    kept, _ = Preferences.objects.update_or_create(person=person, defaults={**wishes, "written_by": by})
    return kept


@transaction.atomic
def share(*, person: Person, name: str, email: str, relationship: str, sections: list[str], by: User) -> Grant:
    """Let a carer see these sections from now on; a grant that stands for the same carer is replaced.

    The carer's account is made when there is none; it opens by the link for a forgotten password.
    """
    carer = account_for(email=email, name=name)
    Grant.objects.current().filter(person=person, carer=carer).update(ended_at=clock.now(), written_by=by)
    return Grant.objects.create(person=person, carer=carer, relationship=relationship, sections=sections, written_by=by)


@transaction.atomic
def end_grant(*, grant: Grant, by: User) -> None:
    """Stop sharing at once."""
    grant.ended_at, grant.written_by = clock.now(), by
    grant.save(update_fields=["ended_at", "written_by", "written_at"])


@transaction.atomic
def undo_end_grant(*, grant: Grant, by: User) -> None:
    """Share again as before, within a day. Raises TooLate after that."""
    if not grant.ended_at or clock.now() - grant.ended_at > UNDO_FOR:
        raise TooLate("It is too long ago to undo. You can share with them again below.")
    grant.ended_at, grant.written_by = None, by
    grant.save(update_fields=["ended_at", "written_by", "written_at"])
