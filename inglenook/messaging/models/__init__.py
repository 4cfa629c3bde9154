"""Messages out, what comes in, and by what and when people may be reached."""

from .contact import ContactPoint, OwnLimits, Pause, PracticeLimits, Stop
from .inbox import Arrival, Reply
from .ledger import Message, PrintRun

__all__ = ["Arrival", "ContactPoint", "Message", "OwnLimits", "Pause", "PracticeLimits", "PrintRun", "Reply", "Stop"]
