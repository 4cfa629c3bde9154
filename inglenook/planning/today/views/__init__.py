from functools import partial, wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from inglenook.core import clock
from inglenook.people.api import memberships_of, sees
from inglenook.people.needs import access_needs, number_to_ring

from ...models import FollowUp


def for_staff(view):
    """The page is a professional's; others are sent to their own first page."""

    @login_required
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        return view(request, *args, **kwargs) if memberships_of(request.user) else redirect("home")

    return wrapped


def page(request, template: str, context: dict, status: int = 200):
    """A page of this part, with the words that all of them use."""
    words = {
        "today": clock.today(),
        "now": clock.now(),
        "outcome_words": dict(FollowUp.Outcome.choices),
        "access_needs": access_needs,
        "number_to_ring": number_to_ring,
        "sees": partial(sees, request.user),
    }
    return render(request, f"planning/today/{template}.jinja", words | context, status=status)
