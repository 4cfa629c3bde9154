from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inglenook.core.roles import Section
from inglenook.people import actions
from inglenook.people.api import person_for
from inglenook.people.doors import for_writers_of
from inglenook.people.models import Preferences

from ..me.forms import PreferencesForm
from ..me.views import initial


@for_writers_of(Section.IDENTITY)
def their_needs(request: HttpRequest, ref) -> HttpResponse:
    """What they said about being met, written down by somebody at the practice."""
    person = person_for(request, ref, reason="To write down how you want to be met", what="How to reach you")
    kept = Preferences.objects.filter(person=person).first()
    form = PreferencesForm(request.POST or None, initial=initial(person, kept))
    if form.is_valid():
        actions.prefer(person=person, by=request.user, **form.cleaned_data)
        messages.success(request, "Saved. Letters, messages and lists keep to it.")
        return redirect("person", ref)
    return render(request, "web/needs/needs.jinja", {"form": form, "person": person})
