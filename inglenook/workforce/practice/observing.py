"""Two people: one plays, one observes with a form. They find each other by a code alone."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from ..doors import for_staff
from ..models import Observation, ObserverCode
from ..presenting import page
from . import actions
from .collection import library
from .forms import OBSERVED, CodeForm, ObservationForm
from .skills import SKILLS


@require_POST
@for_staff()
def invite(request):
    """A code for one observer, shown once to whoever is to be observed."""
    scenario = request.POST.get("scenario", "")
    occasion = ObserverCode.Occasion.PRACTICE if scenario else ObserverCode.Occasion.REAL
    known = library(request.user).get(scenario)
    made = actions.invite(by=request.user, occasion=occasion, scenario=known.code if known else "")
    return page(request, "practice/invited", {"code": made.code, "scenario": known})


@for_staff()
def open_form(request):
    """The observer types the code."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            found = actions.observe(code=form.cleaned_data["code"], by=request.user)
        except actions.Refused as refused:
            form.add_error("code", str(refused))
        else:
            return redirect("observation", ref=found.ref)
    return page(request, "practice/observe", {"form": form})


@for_staff()
def observation(request, ref):
    """The observer's form; once finished, what it says, to both."""
    mine = Q(observer=request.user) | Q(shown_to=request.user)
    found = get_object_or_404(Observation.objects.filter(mine).select_related("observer", "learner"), ref=ref)
    scenario = library(request.user).get(found.scenario)
    if found.finished_at:
        seen = [(SKILLS[code], found.seen.get(code, 0)) for code in OBSERVED]
        return page(request, "practice/observed", {"observation": found, "scenario": scenario, "seen": seen})
    form = ObservationForm(request.POST or None, initial=_initial(found))
    if form.is_valid():
        return _noted(request, found, form)
    return page(request, "practice/observation", {"observation": found, "scenario": scenario, "form": form})


def _initial(found: Observation) -> dict:
    return {code: str(n) for code, n in found.seen.items()} | {"went_well": found.went_well, "to_try": found.to_try}


def _noted(request, found: Observation, form: ObservationForm):
    finish = request.POST.get("do") == "finish"
    actions.note(observation=found, finish=finish, **form.noted())
    said = f"Finished. {found.learner.name} can read it in their log." if finish else "Saved. Nobody else reads it yet."
    messages.success(request, said)
    return redirect("observation", ref=found.ref)
