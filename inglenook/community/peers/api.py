"""The door to peer support for other parts and rooms above."""

from inglenook.core.models import User

from ..doors import membership_in
from ..models.peer import COORDINATORS


def finds_peers(user: User) -> bool:
    """Whether the user looks for peer supporters on people's behalf."""
    return membership_in(user, COORDINATORS) is not None
