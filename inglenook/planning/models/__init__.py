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
from .form import PaperForm, PaperPrint
from .note import Note
from .papers import ContingencyPlan, ContingencyVersion, Formulation, SupportPlan
from .parts import Adoption, Need, StageGoal, Strength
from .plan import Action, FollowUp, Goal, Plan, PlanVersion
from .plan_task import PlanTask
from .preparation import Answer, Pack, PackLink
from .task import Task

__all__ = [
    "Action",
    "Adoption",
    "AgendaItem",
    "Answer",
    "Attainment",
    "AttainmentScale",
    "Comment",
    "Contact",
    "ContingencyPlan",
    "ContingencyVersion",
    "Conversation",
    "CycleEvent",
    "DecisionPaper",
    "DecisionPerson",
    "DecisionTalk",
    "DecisionWithheld",
    "FollowUp",
    "Formulation",
    "Goal",
    "Need",
    "Option",
    "OptionEffect",
    "Note",
    "Pack",
    "PackLink",
    "PaperForm",
    "PaperPrint",
    "Plan",
    "PlanTask",
    "PlanVersion",
    "Presence",
    "ReviewCycle",
    "SaidBack",
    "StageGoal",
    "Strength",
    "SupportPlan",
    "SharedDecision",
    "Task",
    "TestNeeded",
]
