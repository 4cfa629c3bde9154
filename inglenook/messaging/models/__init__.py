"""Messages out, what comes in, and by what and when people may be reached."""

from .contact import ContactPoint, OwnLimits, Pause, PracticeLimits, Stop
from .inbox import Arrival, Reply
from .ledger import Message, PrintRun
from .notice import Notice

__all__ = [
    "Arrival",
    "ContactPoint",
    "Message",
    "Notice",
    "OwnLimits",
    "Pause",
    "PracticeLimits",
    "PrintRun",
    "Reply",
    "Stop",
]
