"""A page of this room."""

from django.shortcuts import render

from inglenook.core import clock
from inglenook.people.needs import access_needs


def page(request, template: str, context: dict, status: int = 200):
    """`template` is named from this room's own folder: "referrals/home"."""
    words = {"today": clock.today(), "now": clock.now(), "access_needs": access_needs}
    return render(request, f"community/{template}.jinja", words | context, status=status)
