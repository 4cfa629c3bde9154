"""Decisions as the person thinks them through: before the talk, in it, and afterwards."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..models import SharedDecision
from ..plan.my_views import for_oneself
from ..presenting import called
from . import actions
from .forms import BeginForm, MineForm
from .grids import grids
from .keeping import keep, ref_of
from .queries import decisions_of, grids_for, read


@for_oneself
@require_http_methods(["GET", "POST"])
def my_decisions(request, person):
    """What I decide with my team, and choices I can begin to think about."""
    grid = grids().get(request.POST.get("grid", ""))
    form = BeginForm(None if grid else request.POST or None, label=_("What do you want to decide?"))
    if request.method == "POST" and (grid or form.is_valid()):
        about = grid.about if grid else form.cleaned_data["about"]
        ref = ref_of(person, request.POST.get("ref", ""))
        made = actions.begin(person=person, ref=ref, about=about, grid=grid, by=request.user)
        return redirect("my_decision", made.ref)
    context = {"decisions": list(decisions_of(person)), "grids": grids_for(person), "form": form}
    status = 422 if form.errors else 200
    return render(request, "planning/deciding/mine_all.jinja", context | {"fresh": uuid.uuid4}, status=status)


@for_oneself
@require_http_methods(["GET", "POST"])
def my_decision(request, person, ref):
    """One decision: its options, what matters to me, which way I lean."""
    decision = _own(person, ref)
    form = MineForm(request.POST or None, decision=decision, options=decision.ways)
    if decision.is_open and form.is_valid() and keep(decision, form, request.POST, by=request.user):
        messages.success(request, _("Saved."))
        return redirect("my_decision", ref)
    context = {
        "decision": decision,
        "called": called(person),
        "form": form,
        "grid": grids().get(decision.grid),
        "fresh": uuid.uuid4(),
    }
    return render(request, "planning/deciding/mine.jinja", context, status=422 if form.errors else 200)


@for_oneself
@require_POST
def ask_mine_again(request, person, ref):
    """The person has changed their mind, or wants to talk about it again."""
    actions.ask_again(decision=_own(person, ref), by=request.user)
    messages.success(request, _("It is open again. We have told your team that you want to talk about it."))
    return redirect("my_decision", ref)


def _own(person, ref) -> SharedDecision:
    decision = read(ref)
    if decision is None or decision.person_id != person.pk:
        raise Http404("No such decision of yours")
    return decision
