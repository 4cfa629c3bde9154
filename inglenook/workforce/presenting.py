"""A page of this room."""

from django.shortcuts import render

from inglenook.core import clock


def page(request, template: str, context: dict, status: int = 200):
    """`template` is named from this room's own folder: "practice/room"."""
    words = {"today": clock.today(), "now": clock.now()}
    return render(request, f"workforce/{template}.jinja", words | context, status=status)
