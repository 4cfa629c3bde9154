from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from ..directory.actions import say_room
from ..doors import for_roles
from ..models import Introduction
from ..presenting import page
from ..refused import Refused
from . import actions
from .forms import AnswerForm, RoomForm
from .queries import asked_of, services_of
from .rules import answers_to, capacity_is_good_for

CHARITY = ("charity",)


@for_roles(CHARITY)
def offers(request):
    """A charity's home: whom they are asked about, those on their way, and what room they said they have."""
    at = request.works.organisation_id
    context = {"asked": list(asked_of(at)), "services": list(services_of(at)), "good_for": capacity_is_good_for()}
    return page(request, "offers/offers", context)


@for_roles(CHARITY)
def offer(request, ref):
    """One person they are asked about: what was agreed to be told, and the answer."""
    found = get_object_or_404(
        Introduction.objects.select_related("service", "by", "team"), ref=ref, organisation=request.works.organisation
    )
    form = AnswerForm(request.POST or None, answers=answers_to(found.state))
    if form.is_valid() and _answered(request, found, form, by=request.user):
        return redirect("offers")
    return page(request, "offers/offer", {"offer": found, "form": form, "answers": answers_to(found.state)})


@for_roles(CHARITY)
def room(request, ref):
    """How many a service can take now."""
    service = get_object_or_404(services_of(request.works.organisation_id), ref=ref)
    known = {
        "takes": "yes" if service.takes_people else "no",
        "places_free": service.places_free,
        "waiting": service.waiting,
    }
    form = RoomForm(request.POST or None, initial=known)
    if form.is_valid():
        say_room(service=service, by=request.user, **form.room())
        messages.success(request, "Thank you. Link workers and people who look for help see it from now on.")
        return redirect("offers")
    return page(request, "offers/room", {"service": service, "form": form})


@never_cache
@sensitive_variables("token")
def link(request, token):
    """A provider without an account answers once. What opens it is the link alone, so it shows only what was agreed."""
    found = actions.opened_by(token)
    if found is None:
        return page(request, "offers/link_over", {})
    form = AnswerForm(request.POST or None, answers=answers_to(found.state))
    if form.is_valid() and _answered(request, found, form, by=None):
        return page(request, "offers/link_answered", {"offer": found})
    return page(request, "offers/link", {"offer": found, "form": form})


def _answered(request, found, form, *, by) -> bool:
    try:
        actions.answer(introduction=found, by=by, **form.cleaned_data)
    except Refused as refused:
        form.add_error("to", str(refused))
        return False
    messages.success(request, "Thank you. The link worker knows.")
    return True
