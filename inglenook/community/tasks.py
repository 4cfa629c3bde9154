"""Background work of this room, run by the worker that `inglenook serve` starts; procrastinate looks for it here."""

from .directory import tasks as directory
from .referrals import tasks as referrals

__all__ = ["directory", "referrals"]
