from .conversation import AgendaItem, Conversation, Presence, SaidBack
from .cycle import Contact, CycleEvent, ReviewCycle, TestNeeded
from .note import Note
from .plan import Action, FollowUp, Goal, Plan, PlanVersion
from .preparation import Answer, Pack, PackLink
from .task import Task

__all__ = [
    "Action",
    "AgendaItem",
    "Answer",
    "Contact",
    "Conversation",
    "CycleEvent",
    "FollowUp",
    "Goal",
    "Note",
    "Pack",
    "PackLink",
    "Plan",
    "PlanVersion",
    "Presence",
    "ReviewCycle",
    "SaidBack",
    "Task",
    "TestNeeded",
]
