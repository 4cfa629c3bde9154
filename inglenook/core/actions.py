"""Who works where, in which role."""

from django.db import IntegrityError, transaction

from . import access, clock
from .models import Membership, User


class AlreadyHeld(Exception):
    """The user has this role there already. The message is fit to be shown."""


def account_for(*, email: str, name: str) -> User:
    """The account of this address, made without a password when there is none.

    It opens by the link for a forgotten password. Runs as the work role: whoever invites may not read accounts.
    """
    with access.working():
        user = User.objects.filter(email=email.lower()).first()
        return user or User.objects.create_user(email, name=name)


@transaction.atomic
def give_role(*, name: str, email: str, role: str, organisation: int) -> Membership:
    """Give the person behind an e-mail address a role from today; giving it twice leaves one."""
    user = account_for(email=email, name=name)
    held = Membership.objects.current().filter(user=user, role=role, organisation_id=organisation).first()
    return held or Membership.objects.create(
        user=user, role=role, organisation_id=organisation, started_on=clock.today()
    )


@transaction.atomic
def end_role(*, membership: Membership) -> None:
    """End a role today: from now on it opens nothing."""
    membership.ended_on = clock.today()
    membership.save(update_fields=["ended_on"])


def undo_end_role(*, membership: Membership) -> None:
    """Give an ended role back as it was. Raises AlreadyHeld when it was given anew meanwhile."""
    membership.ended_on = None
    try:
        with transaction.atomic():
            membership.save(update_fields=["ended_on"])
    except IntegrityError as error:
        raise AlreadyHeld("This person has been given the same role again already.") from error
