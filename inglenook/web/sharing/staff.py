"""For staff: who is let in, who decides for a person who cannot, which carers are under 18."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inglenook.core import clock
from inglenook.core.actions import account_for
from inglenook.core.roles import Section
from inglenook.people import actions
from inglenook.people.api import person_for
from inglenook.people.caring import advice
from inglenook.people.doors import for_staff_of
from inglenook.people.models import Representative, YoungCarer
from inglenook.people.representing import evidence, kinds

from .forms import KnownForm, RepresentativeForm, ReviewForm
from .queries import around
from .words import WORDS

PAGES = "web/sharing"
REASON = "To see who helps you and who may decide"


@for_staff_of(Section.SHARING)
def person_carers(request, ref):
    """Who is let in and by what right, who is young, and how the person is who cares themselves."""
    person = person_for(request, ref, reason=REASON, what="Carers")
    found = around(person)
    context = {"person": person, "around": found, "words": WORDS, "kinds": kinds(), "evidence": evidence()}
    context["advice"] = advice(found.check.answers) if found.check else []
    return render(request, f"{PAGES}/person_carers.jinja", context)


@for_staff_of(Section.SHARING)
def register(request, ref):
    """Register somebody who decides for the person, on evidence that the user has seen."""
    person = person_for(request, ref, reason="To register who may decide for you", what="Carers")
    form = RepresentativeForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        carer = account_for(email=given.pop("email"), name=given.pop("name"))
        actions.register_representative(person=person, carer=carer, by=request.user, **given)
        messages.success(request, f"Registered: {carer.name}, until {given['review_on']:%-d %B %Y}.")
        return redirect("person_carers", ref)
    context = {"person": person, "form": form}
    return render(request, f"{PAGES}/register.jinja", context, status=422 if form.errors else 200)


@for_staff_of(Section.SHARING)
def representative(request, ref):
    """One right to decide: what was seen, looked at again, or ended."""
    found = get_object_or_404(Representative.objects.select_related("person", "grant__carer", "seen_by"), ref=ref)
    person = person_for(request, found.person.ref, reason=REASON, what="Who may decide")
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        actions.review_representative(representative=found, by=request.user, **form.cleaned_data)
        messages.success(request, "Kept: looked at again.")
        return redirect("representative", ref)
    about = {"row": found, "person": person, "kind": kinds()[found.kind], "seen": evidence()[found.evidence]}
    context = about | {"form": form, "words": WORDS, "today": clock.today()}
    return render(request, f"{PAGES}/representative.jinja", context, status=422 if form.errors else 200)


@require_POST
@for_staff_of(Section.SHARING)
def end_representative(request, ref):
    found = get_object_or_404(Representative.objects.select_related("person", "grant"), ref=ref)
    person_for(request, found.person.ref, reason="To end who may decide for you", what="Who may decide")
    if request.POST.get("do") == "undo":
        return _undone(request, found)
    actions.end_grant(grant=found.grant, by=request.user)
    messages.success(request, "Ended: from now on they see nothing more.")
    return redirect("representative", ref)


def _undone(request, found: Representative):
    try:
        actions.undo_end_grant(grant=found.grant, by=request.user)
    except actions.TooLate:
        messages.error(request, "It is too long ago to undo. Register them again.")
    return redirect("representative", found.ref)


@for_staff_of(Section.SHARING)
def young_carer(request, ref):
    """Somebody under 18 who helps: who of the staff knows, and what was offered."""
    found = get_object_or_404(YoungCarer.objects.select_related("person", "grant__carer", "known_to"), ref=ref)
    person = person_for(request, found.person.ref, reason="To see that a young carer is well", what="Carers")
    form = KnownForm(request.POST or None, initial={"note": found.note})
    if form.is_valid():
        actions.know_young_carer(young_carer=found, by=request.user, **form.cleaned_data)
        messages.success(request, "Kept: you are the one who knows.")
        return redirect("person_carers", person.ref)
    context = {"row": found, "person": person, "form": form, "words": WORDS}
    return render(request, f"{PAGES}/young_carer.jinja", context, status=422 if form.errors else 200)
