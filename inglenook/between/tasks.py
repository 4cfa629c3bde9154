"""Background work between appointments, run by the worker that `inglenook serve` starts; procrastinate looks for it
here."""

from .sweep import tasks as sweep

__all__ = ["sweep"]
