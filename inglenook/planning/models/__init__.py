from .attainment import Attainment, AttainmentScale
from .comment import Comment
from .conversation import AgendaItem, Conversation, Presence, SaidBack
from .cycle import Contact, CycleEvent, ReviewCycle, TestNeeded
from .decision import (
    DecisionPaper,
    DecisionPerson,
    DecisionTalk,
    DecisionWithheld,
    Option,
    OptionEffect,
    SharedDecision,
)
from .plan import Action, FollowUp, Goal, Plan, PlanVersion
from .plan_task import PlanTask
from .preparation import Answer, Pack, PackLink
from .task import Task

__all__ = [
    "Action",
    "AgendaItem",
    "Answer",
    "Attainment",
    "AttainmentScale",
    "Comment",
    "Contact",
    "Conversation",
    "CycleEvent",
    "DecisionPaper",
    "DecisionPerson",
    "DecisionTalk",
    "DecisionWithheld",
    "FollowUp",
    "Goal",
    "Option",
    "OptionEffect",
    "Pack",
    "PackLink",
    "Plan",
    "PlanTask",
    "PlanVersion",
    "Presence",
    "ReviewCycle",
    "SaidBack",
    "SharedDecision",
    "Task",
    "TestNeeded",
]
