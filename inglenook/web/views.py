"""The front door, and the pages that say what went wrong."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from inglenook.between.replies.queries import asked_of_carer
from inglenook.people.api import own_person
from inglenook.people.models import Grant

from .context import places


def home(request):
    """Everybody's first page: the one they open Inglenook for, or the welcome."""
    if not request.user.is_authenticated:
        return render(request, "web/welcome.jinja", {"demo": settings.DEMO, "sign_up": settings.SIGN_UP})
    open_first = places(request.user)
    return (
        redirect(open_first[0][1])
        if open_first
        else render(request, "web/nothing_yet.jinja", {"sign_up": settings.SIGN_UP})
    )


@login_required
def account(request):
    """What a user may change about their own sign-in."""
    memberships = request.user.memberships.select_related("organisation", "team")
    may_begin = settings.SIGN_UP and own_person(request.user) is None
    return render(request, "web/account.jinja", {"memberships": memberships, "may_begin": may_begin})


@login_required
def people_i_care_for(request):
    grants = Grant.objects.current().filter(carer=request.user).select_related("person", "person__preferences")
    context = {"grants": grants, "asked": asked_of_carer(request.user)}
    return render(request, "web/people_i_care_for.jinja", context)


def not_allowed(request, exception=None):
    text = "It may be somebody else’s, or your role does not need it."
    return _problem(request, 403, "You cannot see this page", text)


def not_found(request, exception=None):
    return _problem(
        request, 404, "Page not found", "The address may be wrong, or the page is not one that you may see."
    )


def went_wrong(request):
    text = "It is our fault, not yours. Nothing that was saved before is lost. Try again in a minute."
    # Without the request: the transaction may be broken, and the navigation would ask the database.
    return _problem(None, 500, "Sorry, something went wrong", text)


def _problem(request, status: int, title: str, text: str):
    context = {"title": title, "text": text, "action": {"text": "Go to your first page", "href": "/"}}
    return render(request, "kit/problem.jinja", context, status=status)
