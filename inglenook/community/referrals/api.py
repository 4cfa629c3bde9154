"""The door to referrals for other parts and rooms above."""

from ..refused import Refused
from .actions import give, move, refer, tell, withdraw
from .details import Adjustment, Details, agreed_to_share
from .introductions import hear, introduce
from .notes import note
from .teams import team_of, teams

__all__ = [
    "Adjustment",
    "Details",
    "Refused",
    "agreed_to_share",
    "give",
    "hear",
    "introduce",
    "move",
    "note",
    "refer",
    "team_of",
    "teams",
    "tell",
    "withdraw",
]
