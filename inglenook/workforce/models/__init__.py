"""What a team learns with: helps it has put away, courses, practice, reflections, surveys."""

from .helps import PutAway
from .practice import Invitation, Observation, OwnScenario, Talk, TeamTally
from .reflection import Reflection, SelfRating

__all__ = ["Invitation", "Observation", "OwnScenario", "PutAway", "Reflection", "SelfRating", "Talk", "TeamTally"]
