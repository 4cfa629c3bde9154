"""Programmes and who is in them, check-ins and answers, alerts and cover, coaching sessions."""

from inglenook.core.models import Beat

from .alert import Alert, AlertStep, Cover
from .check_in import CheckIn, CheckInAnswer, Decision
from .coaching import Booking, Session
from .enrolment import Enrolment
from .monitor import Trouble
from .programme import Programme, ProgrammeStep

__all__ = [
    "Alert",
    "AlertStep",
    "Beat",
    "Booking",
    "CheckIn",
    "CheckInAnswer",
    "Cover",
    "Decision",
    "Enrolment",
    "Programme",
    "ProgrammeStep",
    "Session",
    "Trouble",
]
