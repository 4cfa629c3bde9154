from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inglenook.people import actions
from inglenook.people.api import own_person
from inglenook.people.models import Grant, Look, Preferences
from inglenook.planning.models import FollowUp

from .forms import SECTION_WORDS, PreferencesForm, ShareForm
from .queries import home_of


def for_the_person(view):
    """The view gets the person the user is; others are sent to their own first page."""

    @login_required
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        person = own_person(request.user)
        return view(request, person, *args, **kwargs) if person else redirect("home")

    return wrapped


@for_the_person
def me(request, person):
    context = {"person": person, "home": home_of(person), "outcome_words": dict(FollowUp.Outcome.choices)}
    return render(request, "web/me/home.jinja", context)


@for_the_person
def looks(request, person):
    found = Look.objects.filter(person=person).select_related("viewer")
    page = Paginator(found, 30).get_page(request.GET.get("page"))
    return render(request, "web/me/looks.jinja", {"page": page})


@for_the_person
def sharing(request, person):
    form = ShareForm(request.POST or None)
    if form.is_valid():
        grant = actions.share(person=person, by=request.user, **form.cleaned_data)
        messages.success(request, f"You now share with {grant.carer.name}. We have sent them an email.")
        return redirect("my_sharing")
    grants = Grant.objects.filter(person=person).select_related("carer").order_by("ended_at", "started_at")
    context = {"form": form, "grants": grants, "section_words": {s.value: w for s, w in SECTION_WORDS.items()}}
    return render(request, "web/me/sharing.jinja", context)


@require_POST
@for_the_person
def end_grant(request, person, pk):
    actions.end_grant(grant=get_object_or_404(Grant, pk=pk, person=person), by=request.user)
    return redirect("my_sharing")


@require_POST
@for_the_person
def undo_end_grant(request, person, pk):
    try:
        actions.undo_end_grant(grant=get_object_or_404(Grant, pk=pk, person=person), by=request.user)
    except actions.TooLate as late:
        messages.error(request, str(late))
    return redirect("my_sharing")


@for_the_person
def preferences(request, person):
    kept = Preferences.objects.filter(person=person).first()
    form = PreferencesForm(request.POST or None, initial=initial(person, kept))
    if form.is_valid():
        actions.prefer(person=person, by=request.user, **form.cleaned_data)
        messages.success(request, "Saved. We will keep to this.")
        return redirect("my_preferences")
    return render(request, "web/me/preferences.jinja", {"form": form})


def initial(person, kept) -> dict:
    """What the person said; where they said nothing, what the record says."""
    said = {name: getattr(kept, name, None) for name in PreferencesForm.base_fields}
    recorded = {
        "known_as": person.given_name,
        "channel": person.preferred_channel,
        "wants_large_print": person.wants_large_print,
        "needs_interpreter": person.needs_interpreter,
    }
    return {name: value if value not in (None, "") else recorded.get(name) for name, value in said.items()}
