"""The form by which anybody who works with people refers one of them. No account, nothing in the address or a log."""

from allauth.core import ratelimit
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inglenook.core import access

from ..models import Referral
from ..presenting import page
from . import actions, rules
from .forms import AgencyForm
from .teams import teams
from .there import wish


def refer_somebody(request):
    """Refer somebody to a link worker. Kept as background work does, since nobody is signed in."""
    with access.working():
        found = teams()
    form = AgencyForm(request.POST or None, teams=found, initial=wish(request.GET.get("there")))
    if request.method == "POST" and form.is_valid():
        return _kept(request, form, found)
    return page(request, "referrals/agency", {"form": form, "teams": found}, status=422 if form.errors else 200)


def refer_sent(request):
    """It has arrived; the number by which they can ask after it is in the session alone."""
    number = request.session.get("referral_number")
    return page(request, "referrals/agency_sent", {"number": number, "days": rules.states()["received"].days})


def _kept(request, form: AgencyForm, found: list) -> HttpResponse:
    if not ratelimit.consume(request, action="refer_somebody"):
        form.add_error(None, _("Too many referrals came from here within the hour. Try again later, or ring us."))
        return page(request, "referrals/agency", {"form": form, "teams": found}, status=429)
    if not form.cleaned_data["website"]:
        team = next(team for team in found if str(team.ref) == form.cleaned_data["team"])
        with access.working():
            made = actions.refer(team=team, way=Referral.Way.AGENCY, by=None, **form.given())
        request.session["referral_number"] = made.number
    return redirect(reverse("refer_sent"))
