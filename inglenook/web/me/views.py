from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inglenook.people import actions
from inglenook.people.models import DeviceWriting, Look, Preferences
from inglenook.planning.models import FollowUp

from .doors import for_the_person
from .forms import PreferencesForm
from .queries import home_of
from .ways import help_ways, ways


@for_the_person
def me(request, person):
    held = request.user.device_writings.filter(state=DeviceWriting.State.HELD).exists()
    about = {"home": home_of(person), "held": held, "outcome_words": dict(FollowUp.Outcome.choices)}
    leads = {"ways": ways(), "help": help_ways()}
    return render(request, "web/me/home.jinja", {"person": person} | about | leads)


@for_the_person
def looks(request, person):
    found = Look.objects.filter(person=person).select_related("viewer")
    page = Paginator(found, 30).get_page(request.GET.get("page"))
    return render(request, "web/me/looks.jinja", {"page": page})


@for_the_person
def preferences(request, person):
    kept = Preferences.objects.filter(person=person).first()
    form = PreferencesForm(request.POST or None, initial=initial(person, kept))
    if form.is_valid():
        actions.prefer(person=person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. We will keep to this."))
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
