"""Where rooms above say what they want to be told. Messaging calls them; it knows none of them."""

from collections.abc import Callable
from typing import Any


class Hook:
    """Functions called in the order in which they came. Use as a decorator: `@on_reply`."""

    def __init__(self) -> None:
        self.functions: list[Callable[..., Any]] = []

    def __call__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        if function not in self.functions:
            self.functions.append(function)
        return function

    def tell(self, *arguments: Any, **named: Any) -> bool:
        """Call them all; whether there was anybody to call."""
        for function in self.functions:
            function(*arguments, **named)
        return bool(self.functions)


on_reply = Hook()  # (reply): an arrival was kept and is this person's; inside the arrival's transaction
on_unplaced = Hook()  # (arrival, points): words of one of several who share a phone; inside its transaction
on_stop = Hook()  # (person, topic, carer): no more of this topic (of any: ""); inside the transaction that keeps it
on_start = Hook()  # (person, topic): the no was taken back, for all when topic is None; inside its transaction
on_outcome = Hook()  # (keys of messages): they went out, or never will; inside the transaction that notes it
on_phone = Hook()  # (message, text): a message by phone is due; inside the outbox's transaction
on_follow_up = Hook()  # (person, key, reason): somebody must look at how this person is reached
