"""Whom silence is told to. The sweep finds it; what a rule then does is for those who asked to be told."""

from collections.abc import Callable
from typing import NamedTuple


class Silence(NamedTuple):
    """An enrolment whose rule of silence was just reached, and the check-in that made it so."""

    enrolment_id: int
    check_in_id: int
    rule: str


Listener = Callable[[list[Silence]], None]
_listeners: list[Listener] = []


def on_silence(listener: Listener) -> Listener:
    """Have a function called with all new silences of a sweep, inside its transaction: if it fails, none is noted."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell(silences: list[Silence]) -> None:
    for listener in _listeners if silences else ():
        listener(silences)
