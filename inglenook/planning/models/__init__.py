from .conversation import AgendaItem, Conversation, Presence, SaidBack
from .cycle import Contact, CycleEvent, ReviewCycle, TestNeeded
from .form import PaperForm
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
    "Pack",
    "PackLink",
    "PaperForm",
    "Plan",
    "PlanVersion",
    "Presence",
    "ReviewCycle",
    "SaidBack",
    "Task",
    "TestNeeded",
]
