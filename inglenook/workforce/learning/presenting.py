"""A page of the learning part."""

from .. import presenting
from . import text
from .vocabulary import vocabulary


def page(request, template: str, context: dict, status: int = 200):
    """`template` is named from the room's folder: "courses/course"."""
    words = {"words": vocabulary(), "html": text.html}
    return presenting.page(request, template, words | context, status=status)
