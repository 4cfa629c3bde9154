"""Background work between appointments, run by the worker that `inglenook serve` starts; procrastinate looks for it
here."""

from .alerts import tasks as alerts

__all__ = ["alerts"]
