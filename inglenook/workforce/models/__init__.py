"""What a team learns with: helps it has put away, courses, practice, reflections, surveys."""

from .check import Check
from .survey import Draft, Invitation, LearningStep, Sheet, Survey, Tally

__all__ = ["Check", "Draft", "Invitation", "LearningStep", "Sheet", "Survey", "Tally"]
