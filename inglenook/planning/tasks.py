"""Where background work is looked for: the tasks of every part of planning."""

from .preparation import tasks as preparation

__all__ = ["preparation"]
