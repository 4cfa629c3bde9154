"""The private link: a date of birth opens it; one that is wrong, spent or forged says whom to ring."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from inglenook.core.access import LINK_SESSION_KEY as PERSON_SESSION_KEY

from .forms import BirthDateForm
from .links import link_state, open_link
from .rules import LINK_SESSION_SECONDS
from .speaking import LINK_SESSION_KEY

WRONG = _("That is not the date of birth we have. Check it and try again.")


def pack_link(request: HttpRequest, token: str) -> HttpResponse:
    form = BirthDateForm(request.POST or None)
    if form.is_valid() and (opened := open_link(token, form.cleaned_data["birth_date"])):
        _let_in(request, *opened)
        return redirect("prepare")
    link = link_state(token)
    if link.state != "open":
        return render(request, "planning/preparation/link_closed.jinja", {"link": link}, status=410)
    if form.is_bound and form.is_valid():
        form.add_error("birth_date", WRONG)
    return render(request, "planning/preparation/link.jinja", {"form": form, "link": link})


def _let_in(request: HttpRequest, link_id: int, person_id: int) -> None:
    request.session.cycle_key()
    request.session[LINK_SESSION_KEY] = link_id
    request.session[PERSON_SESSION_KEY] = person_id
    if not request.user.is_authenticated:
        request.session.set_expiry(LINK_SESSION_SECONDS)
