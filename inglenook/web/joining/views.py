"""Beginning without an invitation and without a practice."""

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inglenook.people.actions import begin_record
from inglenook.people.api import own_person

from . import actions
from .forms import BeginForm, JoinForm

PAGES = "web/joining"


def join(request):
    """Ask for an account: the email that comes opens it."""
    if not settings.SIGN_UP:
        raise Http404("Accounts are made by invitation alone")
    if request.user.is_authenticated:
        return redirect("begin")
    form = JoinForm(request.POST or None)
    if form.is_valid() and _not_too_often(request, form):
        link = actions.join(**form.cleaned_data)
        return render(request, f"{PAGES}/look_for_email.jinja", {"link": link if settings.DEMO else ""})
    return render(request, f"{PAGES}/join.jinja", {"form": form})


def _not_too_often(request, form: JoinForm) -> bool:
    if ratelimit.consume(request, action="join", key=form.cleaned_data["email"].lower()):
        return True
    form.add_error(None, _("That was asked too often. Try again in an hour."))
    return False


@login_required
def begin(request):
    """A record of one's own, for whoever has signed in and has none."""
    if not settings.SIGN_UP:
        raise Http404("Records come from practices alone")
    if own_person(request.user):
        return redirect("home")
    given, _space, family = request.user.name.rpartition(" ")
    form = BeginForm(request.POST or None, initial={"given_name": given or family, "family_name": given and family})
    if form.is_valid():
        begin_record(user=request.user, **form.cleaned_data)
        return redirect("me")
    return render(request, f"{PAGES}/begin.jinja", {"form": form})
