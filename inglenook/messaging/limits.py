"""Pages of limits: when messages keep quiet and how many there may be, for a practice and for oneself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from inglenook.core.models import Organisation
from inglenook.core.roles import Section
from inglenook.people.api import memberships_of, own_person
from inglenook.people.doors import for_readers_of
from inglenook.people.models import Person

from . import actions
from .forms import LimitsForm
from .models import OwnLimits, PracticeLimits
from .models.contact import Limits

UNLESS_SAID = {field.name: field.default for field in Limits._meta.get_fields()}
STATES_SHOWN = 20


@for_readers_of(Section.MESSAGES)
def all_limits(request: HttpRequest) -> HttpResponse:
    """What each practice has settled about the times and the number of messages."""
    practices = _practices(request).order_by("name").select_related("message_limits")
    rows = [(practice, getattr(practice, "message_limits", None) or UNLESS_SAID) for practice in practices]
    return render(request, "messaging/all_limits.jinja", {"rows": rows})


@for_readers_of(Section.MESSAGES)
def practice_limits(request: HttpRequest, ref) -> HttpResponse:
    """Settle for one practice when messages keep quiet and how many there may be."""
    practice = get_object_or_404(_practices(request), ref=ref)
    settled = PracticeLimits.objects.filter(organisation=practice).select_related("written_by").first()
    form = LimitsForm(request.POST or None, initial=_shown(settled))
    if form.is_valid():
        actions.settle_limits(practice=practice, by=request.user, **form.cleaned_data)
        messages.success(request, f"Settled for {practice.name}.")
        return redirect("practice_limits", ref)
    context = {"practice": practice, "form": form, "states": _states(settled)}
    return render(request, "messaging/practice_limits.jinja", context)


@login_required
def my_limits(request: HttpRequest) -> HttpResponse:
    """When we may write to you, and how often."""
    person = own_person(request.user)
    if person is None:
        return redirect("home")
    own = OwnLimits.objects.filter(person=person).select_related("written_by").first()
    form = LimitsForm(
        request.POST if request.POST.get("do") == "settle" else None, initial=_shown(own or _house(person))
    )
    if request.method == "POST" and _change(request, person, form):
        return redirect("my_limits")
    return render(request, "messaging/my_limits.jinja", {"form": form, "own": own, "states": _states(own)})


def _change(request: HttpRequest, person: Person, form: LimitsForm) -> bool:
    """Do what was pressed; whether it could be done."""
    if request.POST.get("do") == "as_practice":
        actions.drop_own_limits(person=person)
        messages.success(request, _("We keep to your practice’s times again."))
    elif form.is_valid():
        actions.settle_own_limits(person=person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. We keep to this from now on."))
    else:
        return False
    return True


def _practices(request: HttpRequest) -> QuerySet[Organisation]:
    """The practices whose limits this user settles."""
    own = [m.organisation_id for m in memberships_of(request.user) if m.role in PracticeLimits.kept_by]
    if not own:
        raise PermissionDenied
    return Organisation.objects.filter(Q(pk__in=own) | Q(parent__in=own), kind=Organisation.Kind.PRACTICE)


def _house(person: Person) -> PracticeLimits | None:
    return PracticeLimits.objects.filter(organisation=person.practice_id).first()


def _shown(settled: Limits | None) -> dict:
    return model_to_dict(settled, fields=list(UNLESS_SAID)) if settled else UNLESS_SAID


def _states(settled: Limits | None) -> list:
    """What was settled, the newest first."""
    if settled is None:
        return []
    return [settled, *settled.history.order_by("-pk").select_related("written_by")[:STATES_SHOWN]]
