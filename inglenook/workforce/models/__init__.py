"""What a team learns with: helps it has put away, courses, practice, reflections, surveys."""

from .helps import PutAway

__all__ = ["PutAway"]
