"""Tasks that another room has a page for: it says where, and how pressing they are.

`register(kind, look_up)`: `look_up` gets the tasks of that kind on one list and gives what it knows of them by key; it
asks the database once, whatever their number.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from ..models import Task


@dataclass(frozen=True)
class Elsewhere:
    """A task's own page, its word, and the time it has, to the minute, when it cannot wait."""

    href: str
    title: str = ""
    tone: str = "plain"
    until: datetime | None = None


_look_ups: dict[str, Callable[[list[Task]], dict[int, Elsewhere]]] = {}


def register(kind: str, look_up: Callable[[list[Task]], dict[int, Elsewhere]]) -> None:
    _look_ups[kind] = look_up


def elsewhere(tasks: Iterable[Task]) -> dict[int, Elsewhere]:
    """What other rooms know of these tasks, by the task's key. One statement for each kind that is there."""
    by_kind: dict[str, list[Task]] = {}
    for task in tasks:
        by_kind.setdefault(task.kind, []).append(task)
    found = [_look_ups[kind](these) for kind, these in by_kind.items() if kind in _look_ups]
    return {key: known for one in found for key, known in one.items()}
