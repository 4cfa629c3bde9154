"""Decisions as professionals prepare them and fill them in together with the person."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from inglenook.core.roles import Section
from inglenook.people.api import person_for
from inglenook.people.doors import for_staff_of

from ..models import SharedDecision
from ..plan.fields import NotSaved
from ..presenting import called
from . import actions
from .forms import BeginForm, DecideForm, EffectForm, TalkForm
from .grids import grids
from .keeping import keep, ref_of, way
from .queries import decisions_of, grids_for, read
from .rules import Weighed, lacking

REASON = "To decide something together with you"
PAGE = "Decision"


@for_staff_of(Section.PLAN)
@require_http_methods(["GET", "POST"])
def person_decisions(request, ref):
    """Everything somebody decides, and beginning something new, of a prepared grid or of its own."""
    person = person_for(request, ref, reason=REASON, what=PAGE)
    grid = grids().get(request.POST.get("grid", ""))
    form = BeginForm(None if grid else request.POST or None, label="Something else to decide")
    if request.method == "POST" and (grid or form.is_valid()):
        about = grid.about if grid else form.cleaned_data["about"]
        sent = ref_of(person, request.POST.get("ref", ""))
        made = actions.begin(person=person, ref=sent, about=about, grid=grid, by=request.user)
        return redirect("decision", made.ref)
    context = {
        "person": person,
        "called": called(person),
        "decisions": list(decisions_of(person)),
        "grids": grids_for(person),
        "form": form,
        "fresh": uuid.uuid4,
    }
    return render(request, "planning/deciding/all.jinja", context, status=422 if form.errors else 200)


@for_staff_of(Section.PLAN)
@require_http_methods(["GET", "POST"])
def decision(request, ref):
    """One decision: everything the person sees, with what the professional brings and what both agree."""
    found = open_decision(request, ref)
    forms = _forms(request, found)
    do = request.POST.get("do", "")
    if request.method == "POST":
        if do not in DO:
            raise Http404("No such thing to do")
        form = forms.get(do)
        if (form is None or form.is_valid()) and DO[do](request, found, form):
            return redirect("decision", ref)
    return _page(request, found, forms)


def open_decision(request, ref, find=read) -> SharedDecision:
    """The decision as it is found, for somebody of the team, and the look recorded; else 404."""
    found = find(ref)
    if found is None:
        raise Http404("No such decision, or not one you may see")
    found.person = person_for(request, found.person.ref, reason=REASON, what=PAGE)
    return found


def _forms(request, found: SharedDecision) -> dict:
    """The page's forms by what they do; the one that was sent is bound."""
    data = {do: request.POST if request.POST.get("do") == do else None for do in ("write", "effect", "decide")}
    ways = {"options": found.ways}
    return {
        "write": TalkForm(data["write"], decision=found, called=called(found.person), **ways),
        "effect": EffectForm(data["effect"], auto_id="effect-%s", **ways),
        "decide": DecideForm(data["decide"], decision=found, auto_id="decide-%s", **ways),
    }


def _page(request, found: SharedDecision, forms: dict) -> HttpResponse:
    context = {
        "decision": found,
        "person": found.person,
        "called": called(found.person),
        "lacking": lacking(found.matters, [Weighed(one.name, len(one.benefits), len(one.harms)) for one in found.ways]),
        "forms": forms,
        "form": next((form for form in forms.values() if form.is_bound), None),
        "grid": grids().get(found.grid),
        "fresh": uuid.uuid4,
    }
    wrong = any(form.errors for form in forms.values() if form.is_bound)
    return render(request, "planning/deciding/one.jinja", context, status=422 if wrong else 200)


def _write(request, found, form) -> bool:
    return keep(found, form, request.POST, by=request.user)


def _effect(request, found, form) -> bool:
    given = form.cleaned_data
    option = way(found, given["option"])
    sent = {name: given[name] for name in ("kind", "words", "of_100", "source")}
    try:
        actions.add_effect(option=option, ref=ref_of(option, given["ref"]), by=request.user, **sent)
    except NotSaved as problem:
        form.add_error("words", str(problem))
        return False
    return True


def _decide(request, found, form) -> bool:
    given, name = form.cleaned_data, called(found.person)
    agreed_by = f"{name}, with {given['with_whom']}" if given["with_whom"] else name
    choice = way(found, given["choice"])
    more = {"words": given["words"], "review_on": given["review_on"], "agreed_by": agreed_by}
    actions.decide(decision=found, choice=choice, by=request.user, **more)
    messages.success(request, "Decided. It is part of the plan now.")
    return True


def _drop(request, found, _form) -> bool:
    actions.drop(decision=found, by=request.user)
    return True


def _ask_again(request, found, _form) -> bool:
    actions.ask_again(decision=found, by=request.user)
    return True


DO = {"write": _write, "effect": _effect, "decide": _decide, "drop": _drop, "again": _ask_again}
