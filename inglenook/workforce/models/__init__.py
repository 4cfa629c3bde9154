"""What a team learns with: helps it has put away, courses, practice, reflections, surveys."""

from .courses import Course, QuizAnswer, Recall, RecallChoice, Study
from .resources import ReadingList, Resource, WorldOrganisation

__all__ = [
    "Course",
    "QuizAnswer",
    "ReadingList",
    "Recall",
    "RecallChoice",
    "Resource",
    "Study",
    "WorldOrganisation",
]
