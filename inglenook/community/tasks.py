"""Background work of this room, run by the worker that `inglenook serve` starts; procrastinate looks for it here."""

from .directory import tasks as directory
from .groups import tasks as groups
from .offers import tasks as offers
from .outcomes import tasks as outcomes
from .referrals import tasks as referrals

__all__ = ["directory", "groups", "offers", "outcomes", "referrals"]
