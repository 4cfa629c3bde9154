"""The person's own referrals, and those of somebody they let in: ask, follow in plain words, take back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inglenook.core.refs import ref_in
from inglenook.core.roles import Section
from inglenook.people.api import memberships_of, own_person, person_for
from inglenook.people.models import Person

from ..models import Referral
from ..outcomes.open import open_to
from ..presenting import page
from ..refused import Refused
from . import actions, queries, rules
from .forms import WishForm
from .teams import team_of
from .there import wish

REASON = "To help you find support"


@login_required
def my_referrals(request):
    """Whom the person has asked for help beside medicine, where it stands, and a form to ask."""
    person = own_person(request.user)
    if person is None:
        return redirect("people_i_care_for")
    return _page(request, person, Referral.Way.SELF, reverse("my_referrals"))


@login_required
def their_referrals(request, ref):
    """The same for a carer whom the person lets see and do this."""
    person = person_for(request, ref, reason=REASON, what="Referrals", section=Section.REFERRALS)
    if memberships_of(request.user):
        raise Http404("A carer's page")
    return _page(request, person, Referral.Way.CARER, reverse("their_referrals", args=[ref]))


def _page(request, person: Person, way: str, here: str):
    form = WishForm(request.POST if request.POST.get("do") == "ask" else None, initial=wish(request.GET.get("there")))
    if request.method == "POST" and _done(request, person, way, form):
        return redirect(here)
    found = list(queries.of_person(person))
    context = {
        "person": person,
        "is_own": way == Referral.Way.SELF,
        "form": form,
        "referrals": found,
        "introduced": queries.introduced(found),
        "states": rules.states(),
        "steps": queries.last_reasons(found),
        "has_team": team_of(person) is not None,
        "questions": open_to(person),
    }
    return page(request, "referrals/mine", context, status=422 if form.errors else 200)


def _done(request, person: Person, way: str, form: WishForm) -> bool:
    if request.POST.get("do") == "withdraw":
        return _withdrawn(request, person)
    team = team_of(person)
    if team is None or not form.is_valid():
        return False
    named = {"referrer": request.user, "referrer_name": request.user.name}
    actions.refer(team=team, way=way, by=request.user, person=person, **named, **form.given())
    messages.success(request, _("Sent. A link worker will be in touch."))
    return True


def _withdrawn(request, person: Person) -> bool:
    found = get_object_or_404(Referral, ref=ref_in(request.POST.get("referral")), person=person)
    try:
        actions.withdraw(referral=found, by=request.user)
        messages.success(request, _("It will not go on. You can ask again whenever you like."))
    except Refused as refused:
        messages.error(request, str(refused))
    return True
