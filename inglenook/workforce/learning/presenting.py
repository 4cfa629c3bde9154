"""A page of the learning part."""

from django.shortcuts import render

from inglenook.core import clock
from inglenook.core.roles import ROLES

from . import text
from .vocabulary import vocabulary

EVERYBODY = tuple(ROLES)  # whoever works here, reception and volunteers included


def page(request, template: str, context: dict, status: int = 200):
    """`template` is named from this room's own folder: "courses/course"."""
    words = {"today": clock.today(), "words": vocabulary(), "html": text.html}
    return render(request, f"workforce/{template}.jinja", words | context, status=status)
