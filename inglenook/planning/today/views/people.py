from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect

from inglenook.community.peers.api import finds_peers
from inglenook.core.roles import Section
from inglenook.people.api import own_person, person_for, sees, writes
from inglenook.people.results import readings_of

from ..actions import agree_target
from ..forms import SearchForm, TargetForm
from ..glance import glance
from ..queries import caseload, found_people, reads_as_professional, recently_seen
from . import for_staff, page

BEFORE = "To get ready to meet you"


@for_staff
def people(request):
    """Find a person. What was typed is posted, so that no name stands in an address or a log."""
    form = SearchForm(request.POST or None)
    found = found_people(request.user, form.cleaned_data["q"]) if form.is_valid() else None
    context = {"form": form, "found": found, "own": caseload(request.user), "recent": recently_seen(request.user)}
    return page(request, "people", context)


@login_required
def person(request, ref):
    """Five minutes before: one person at a glance."""
    found = person_for(request, ref, reason=BEFORE, what="At a glance")
    seen = {section for section in Section if sees(request.user, section)}
    shown = glance(found, for_person=not reads_as_professional(request.user, found))
    hidden = [section for section in Section if seen and section not in seen]
    context = {"person": found, "glance": shown, "seen": seen, "hidden": hidden}
    context |= {"writes_referrals": writes(request.user, Section.REFERRALS), "finds_peers": finds_peers(request.user)}
    context["may_note_needs"] = writes(request.user, Section.IDENTITY)
    return page(request, "person", context)


@login_required
def person_results(request, ref):
    """All results of a person with their way over time."""
    found = person_for(request, ref, reason=BEFORE, what="Results")
    form = TargetForm(request.POST or None) if writes(request.user, Section.PLAN) else None
    if form and form.is_valid():
        agree_target(person=found, by=request.user, **form.cleaned_data)
        messages.success(request, "Kept: what you agreed decides from now on how this result is worded.")
        return redirect("person_results", ref=found.ref)
    readings = readings_of(found, for_person=not reads_as_professional(request.user, found))
    context = {"person": found, "readings": readings, "form": form}
    return page(request, "person_results", context)


@login_required
def my_results(request):
    """The person's own results in plain words. An urgent value waits until a professional has seen it."""
    found = own_person(request.user)
    if found is None:
        return redirect("home")
    readings = readings_of(found, for_person=True)
    return page(request, "my_results", {"person": found, "readings": readings})
