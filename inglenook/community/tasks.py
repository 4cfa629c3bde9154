"""Background work of the directory, run by the worker of `inglenook serve`; procrastinate looks for it here."""

from .directory import tasks as directory

__all__ = ["directory"]
