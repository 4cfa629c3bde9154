"""Verbs of the helps: each member of staff decides which they see."""

from inglenook.core.models import User

from ..models import PutAway


def put_away(*, help: str, by: User) -> None:
    """This user does not see the help any more. Twice is once."""
    PutAway.objects.get_or_create(owner=by, help=help)


def bring_back(*, help: str, by: User) -> None:
    """This user sees the help again."""
    PutAway.objects.filter(owner=by, help=help).delete()
