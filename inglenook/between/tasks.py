"""Background work between appointments, run by the worker that `inglenook serve` starts; procrastinate looks for it
here."""

from .alerts import tasks as alerts
from .monitor import tasks as monitor
from .replies import tasks as replies
from .sweep import tasks as sweep

__all__ = ["alerts", "monitor", "replies", "sweep"]
