"""Background work of this room, run by the worker that `inglenook serve` starts; procrastinate looks for it here."""

from .learning import tasks as learning
from .survey import tasks as survey

__all__ = ["learning", "survey"]
