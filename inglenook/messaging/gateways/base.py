"""What a gateway is to the outbox and the inbox: one small interface for every way to reach people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

# Refusals that are about us and not about the message: a key or a right to be mended, too much at once.
MAY_PASS = frozenset({401, 403, 408, 425, 429})


@dataclass(frozen=True)
class Parcel:
    """One message ready to be handed over. `ref` names it at the gateway, the same at every try."""

    ref: str
    to: str
    subject: str
    body: str
    push_keys: Mapping[str, str] = field(default_factory=dict)
    name: str = ""  # for the address window of a letter
    language: str = "en"
    large_print: bool = False


class State(StrEnum):
    DELIVERED = "delivered"
    SEEN = "seen"
    FAILED = "failed"  # this message, for now
    UNREACHABLE = "unreachable"  # nobody is reached there, nor will be


@dataclass(frozen=True)
class Status:
    """What a gateway says became of a message, by our `ref` or by its own `key`."""

    ref: str
    key: str
    state: State | None  # None: still on its way
    at: datetime | None = None


@dataclass(frozen=True)
class Inbound:
    """Something that came in. `key` is the gateway's own and the same when it says it again."""

    key: str
    sender: str
    text: str
    sent_at: datetime | None = None


class Refused(Exception):
    """The gateway will not take this message, now or later. `dead` when nobody is reached at that address."""

    def __init__(self, reason: str, dead: bool = False) -> None:
        super().__init__(reason)
        self.dead = dead


class Unsure(Exception):
    """The gateway may have the message or not: try again, after asking it. The reason holds no personal data."""


class Gateway(Protocol):
    """`send` and `find` are called from several threads at once and touch no database."""

    name: str

    def send(self, parcel: Parcel) -> str:
        """Hand the parcel over; the gateway's own key for it. Raises Refused, or Unsure."""

    def find(self, ref: str) -> str | None:
        """The key of a parcel that the gateway has already, else None. Raises Unsure when it cannot say."""

    def read_status(self, said: Mapping[str, Any]) -> Status:
        """What a status callback says. Raises LookupError or ValueError when it says nothing of the kind."""

    def read_inbound(self, said: Mapping[str, Any]) -> Inbound:
        """What an inbound callback says. Raises LookupError or ValueError likewise."""


class OneWay:
    """A gateway that cannot be asked and calls nobody back."""

    def find(self, ref: str) -> str | None:
        return None

    def read_status(self, said: Mapping[str, Any]) -> Status:
        raise LookupError("this gateway calls nobody back")

    def read_inbound(self, said: Mapping[str, Any]) -> Inbound:
        raise LookupError("nothing comes in by this gateway")


def moment(written: str | None) -> datetime | None:
    """A moment as gateways write it (ISO 8601, with zone). Raises ValueError."""
    if not written:
        return None
    read = datetime.fromisoformat(written.replace("Z", "+00:00"))
    if read.tzinfo is None:
        raise ValueError("a moment without its zone")
    return read
