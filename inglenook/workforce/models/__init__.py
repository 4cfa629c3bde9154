"""What a team learns with: helps it has put away, courses, practice, reflections, surveys."""

from .check import Check
from .courses import Course, QuizAnswer, Recall, RecallChoice, Study
from .helps import PutAway
from .practice import Observation, ObserverCode, OwnScenario, Talk, TeamTally
from .reflection import Reflection, SelfRating
from .resources import ReadingList, Resource, WorldOrganisation
from .survey import Draft, Invitation, LearningStep, Sheet, Survey, Tally

__all__ = [
    "Check",
    "Course",
    "Draft",
    "Invitation",
    "LearningStep",
    "Observation",
    "ObserverCode",
    "OwnScenario",
    "PutAway",
    "QuizAnswer",
    "ReadingList",
    "Recall",
    "RecallChoice",
    "Reflection",
    "Resource",
    "SelfRating",
    "Sheet",
    "Study",
    "Survey",
    "Talk",
    "Tally",
    "TeamTally",
    "WorldOrganisation",
]
