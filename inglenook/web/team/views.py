from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inglenook.core import actions
from inglenook.core.models import Membership, Organisation
from inglenook.people.api import memberships_of

from .forms import MemberForm, NumberForm


def for_administrators(view):
    """The view gets the organisations that the user administers: their own and those right under them."""

    @login_required
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        own = [m.organisation_id for m in memberships_of(request.user) if m.rights.administers]
        if not own:
            raise PermissionDenied
        organisations = Organisation.objects.filter(Q(pk__in=own) | Q(parent__in=own))
        return view(request, organisations, *args, **kwargs)

    return wrapped


@for_administrators
def team(request, organisations):
    form = MemberForm(request.POST or None, organisations=organisations)
    if form.is_valid():
        membership = actions.give_role(**form.cleaned_data)
        messages.success(request, f"{membership.user.name} is now {membership.get_role_display()}.")
        return redirect("team")
    found = Membership.objects.filter(organisation__in=organisations).select_related("user", "organisation")
    page = Paginator(found.order_by("user__name", "pk"), 50).get_page(request.GET.get("page"))
    return render(request, "web/team/team.jinja", {"form": form, "page": page})


@for_administrators
def numbers(request, organisations):
    """The numbers that letters, links and plans tell people to ring."""
    page = Paginator(organisations.order_by("name", "pk"), 50).get_page(request.GET.get("page"))
    return render(request, "web/team/numbers.jinja", {"page": page})


@for_administrators
def number(request, organisations, ref):
    organisation = get_object_or_404(organisations, ref=ref)
    form = NumberForm(request.POST or None, initial={"phone": organisation.phone})
    if form.is_valid():
        organisation.phone = form.cleaned_data["phone"]
        organisation.save(update_fields=["phone"])
        messages.success(request, f"Saved the number of {organisation.name}.")
        return redirect("practice_numbers")
    return render(request, "web/team/number.jinja", {"form": form, "organisation": organisation})


@require_POST
@for_administrators
def end_membership(request, organisations, pk):
    actions.end_role(membership=_membership(organisations, pk))
    return redirect("team")


@require_POST
@for_administrators
def undo_end_membership(request, organisations, pk):
    try:
        actions.undo_end_role(membership=_membership(organisations, pk))
    except actions.AlreadyHeld as held:
        messages.error(request, str(held))
    return redirect("team")


def _membership(organisations, pk) -> Membership:
    return get_object_or_404(Membership, pk=pk, organisation__in=organisations)
