from functools import wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect

from inglenook.people.api import own_person


def for_the_person(view):
    """The view gets the person the user is; others are sent to their own first page."""

    @login_required
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        person = own_person(request.user)
        return view(request, person, *args, **kwargs) if person else redirect("home")

    return wrapped
