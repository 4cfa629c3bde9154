from .conversation import AgendaItem, Conversation, Presence, SaidBack
from .cycle import Contact, CycleEvent, ReviewCycle, TestNeeded
from .form import PaperForm
from .papers import ContingencyPlan, ContingencyVersion, Formulation, SupportPlan
from .parts import Adoption, Need, StageGoal, Strength
from .plan import Action, FollowUp, Goal, Plan, PlanVersion
from .preparation import Answer, Pack, PackLink
from .task import Task

__all__ = [
    "Action",
    "Adoption",
    "AgendaItem",
    "Answer",
    "Contact",
    "ContingencyPlan",
    "ContingencyVersion",
    "Conversation",
    "CycleEvent",
    "FollowUp",
    "Formulation",
    "Goal",
    "Need",
    "Pack",
    "PackLink",
    "PaperForm",
    "Plan",
    "PlanVersion",
    "Presence",
    "ReviewCycle",
    "SaidBack",
    "StageGoal",
    "Strength",
    "SupportPlan",
    "Task",
    "TestNeeded",
]
