"""Messages for tests, and the hands of the clock."""

import itertools
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from inglenook.core import clock
from inglenook.messaging.api import ask_to_send
from inglenook.messaging.gateways.base import Inbound
from inglenook.messaging.inbox import keep
from inglenook.messaging.models import Message

NUMBER = "+447700900123"  # Amina's, as E.164; from the range that Ofcom keeps for drama
_serial = itertools.count(1)


def at(written: str, zone: str = "Europe/London") -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(zone))


def set_clock(monkeypatch, moment: datetime) -> datetime:
    monkeypatch.setattr(clock, "reading", lambda: moment)
    return moment


def ask(person, text: str = "Hello", **fields) -> Message:
    fields = {"kind": "prompt", "channel": "text", "key": f"test-{next(_serial)}"} | fields
    fields = {"lapses_at": clock.now() + timedelta(days=30)} | fields
    return ask_to_send(person=person, template="test:any", values={"text": text}, **fields)


def text_in(text: str, *, sender: str = NUMBER, key: str | None = None, gateway: str = "http") -> bool:
    """Let a text message arrive."""
    inbound = Inbound(key or f"in-{next(_serial)}", sender, text)
    return keep(gateway=gateway, channel="text", inbound=inbound)


def again(message: Message) -> Message:
    message.refresh_from_db()
    return message
