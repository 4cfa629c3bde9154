"""What a team learns with: helps it has put away, courses, practice, reflections, surveys."""

from .practice import Invitation, Observation, OwnScenario, Talk, TeamTally
from .reflection import Reflection, SelfRating

__all__ = ["Invitation", "Observation", "OwnScenario", "Reflection", "SelfRating", "Talk", "TeamTally"]
