"""Scenarios that an organisation's educators write, check and publish here."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from ..doors import for_staff
from ..models import OwnScenario
from ..models.practice import EDUCATORS
from ..presenting import page
from . import actions
from .forms import ScenarioForm
from .skills import DATA


@for_staff(EDUCATORS)
def scenarios(request):
    """The organisation's own scenarios."""
    found = list(_own(request).select_related("author"))
    return page(request, "practice/scenarios", {"own": found})


@for_staff(EDUCATORS)
def write(request, ref=None):
    """A scenario is pasted or sent, checked line by line, and published when it is whole."""
    kept = get_object_or_404(_own(request), ref=ref) if ref else None
    form = ScenarioForm(request.POST or None, request.FILES or None, initial={"text": kept.text if kept else ""})
    checked = form.cleaned_data if form.is_valid() else {}
    if checked.get("scenario") and request.POST.get("do") == "publish":
        made = actions.publish(text=checked["text"], organisation=request.works.organisation, by=request.user)
        messages.success(request, f"“{made.title}” is in your practice room.")
        return redirect("scenarios")
    if checked:
        form = ScenarioForm(initial={"text": checked["text"]})
    context = {"form": form, "kept": kept, "checked": checked, "lines": checked.get("text", "").splitlines()}
    return page(request, "practice/write", context)


@require_POST
@for_staff(EDUCATORS)
def withdraw(request, ref):
    """It is no longer offered; posted again, it is."""
    kept = get_object_or_404(_own(request), ref=ref)
    if kept.withdrawn_at:
        actions.offer_again(scenario=kept)
        messages.success(request, f"“{kept.title}” is offered again.")
    else:
        actions.withdraw(scenario=kept)
        messages.success(request, f"“{kept.title}” is withdrawn. You can offer it again.")
    return redirect("scenarios")


@for_staff(EDUCATORS)
def template(request):
    """A small whole scenario to begin from, as a file."""
    text = (DATA / "scenario_template.yaml").read_text()
    headers = {"Content-Disposition": 'attachment; filename="scenario.yaml"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


def _own(request):
    at = request.works.organisation_id
    return OwnScenario.objects.filter(Q(organisation=at) | Q(organisation__parent=at))
