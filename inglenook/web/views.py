"""The front door, and the pages that say what went wrong."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from inglenook.people.api import NotShared, own_person

from .context import places

CARRIED = ("csrfmiddlewaretoken", "do")  # what forms send by themselves
WORTH_KEEPING = 3  # words


def home(request):
    """Everybody's first page: the one they open Inglenook for, or the welcome."""
    if not request.user.is_authenticated:
        return render(request, "web/welcome.jinja", {"demo": settings.DEMO, "sign_up": settings.SIGN_UP})
    open_first = places(request.user)
    if open_first:
        return redirect(open_first[0][1])
    return render(request, "web/nothing_yet.jinja", {"sign_up": settings.SIGN_UP})


@login_required
def account(request):
    """What a user may change about their own sign-in."""
    memberships = request.user.memberships.select_related("organisation", "team")
    may_begin = settings.SIGN_UP and own_person(request.user) is None
    return render(request, "web/account.jinja", {"memberships": memberships, "may_begin": may_begin})


def not_allowed(request, exception=None):
    if isinstance(exception, NotShared):
        return _not_shared(request)
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


def too_long():
    """For an address that the server does not read to its end, so that there is no request."""
    text = "Use a shorter link, or fewer words in what you look for."
    return _problem(None, 414, "This address is too long", text)


def _not_shared(request):
    """A carer's page that is open no more: why that may be, what to do, and what they had typed."""
    sent = request.POST.items() if request.method == "POST" else ()
    typed = [text for name, text in sent if name not in CARRIED and len(text.split()) >= WORTH_KEEPING]
    return render(request, "web/sharing/not_shared.jinja", {"typed": typed}, status=403)


def _problem(request, status: int, title: str, text: str):
    context = {"title": title, "text": text, "action": {"text": "Go to your first page", "href": "/"}}
    return render(request, "kit/problem.jinja", context, status=status)
