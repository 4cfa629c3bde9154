"""What a team learns with: helps it has put away, courses, practice, reflections, surveys."""

from .check import Check
from .helps import PutAway
from .practice import Observation, ObserverCode, OwnScenario, Talk, TeamTally
from .reflection import Reflection, SelfRating
from .survey import Draft, Invitation, LearningStep, Sheet, Survey, Tally

__all__ = [
    "Check",
    "Draft",
    "Invitation",
    "LearningStep",
    "Observation",
    "ObserverCode",
    "OwnScenario",
    "PutAway",
    "Reflection",
    "SelfRating",
    "Sheet",
    "Survey",
    "Talk",
    "TeamTally",
    "Tally",
]
