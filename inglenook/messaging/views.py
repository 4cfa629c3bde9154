"""Pages of the ledger: a practice's, one person's for staff, and the person's own with their stop and rest."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from inglenook.core.channels import Channel
from inglenook.core.roles import Section
from inglenook.people.api import memberships_of, own_person, person_for, writes
from inglenook.people.doors import for_staff_of
from inglenook.people.needs import language_name

from . import actions, queries, templates
from .forms import PauseForm
from .gateways.vapid import public_key
from .length import length, sendable
from .models import PracticeLimits

A_PAGE = 50


@require_safe
@for_staff_of(Section.MESSAGES)
def ledger(request: HttpRequest) -> HttpResponse:
    """Every message of the last 30 days to one's people, where it stands and why."""
    chosen = {name: request.GET.get(name, "") for name in ("state", "channel", "q")}
    found = queries.ledger(request.user, channel=chosen["channel"], text=chosen["q"])
    listed = found.filter(state=chosen["state"]) if chosen["state"] in queries.STATES else found
    context = {
        "chosen": chosen,
        "counts": queries.counts(found),
        "cost": queries.cost(found),
        "states": queries.STATES,
        "channels": Channel.choices,
        "settles": any(m.role in PracticeLimits.kept_by for m in memberships_of(request.user)),
        "page": Paginator(listed, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "messaging/ledger.jinja", context)


@require_safe
@for_staff_of(Section.MESSAGES)
def templates_page(request: HttpRequest) -> HttpResponse:
    """Every text at its longest: what it says, how many parts it takes and what they cost."""
    language = request.GET.get("language", "en")
    found = templates.samples()
    shown = [(sample, sendable(sample.text.body)) for sample in found if sample.language == language]
    rows = [(sample, body, length(body), length(body).cost(settings.TEXT_PENCE)) for sample, body in shown]
    context = {
        "rows": rows,
        "language": language,
        "languages": [(code, language_name(code)) for code in sorted({sample.language for sample in found})],
    }
    return render(request, "messaging/templates.jinja", context)


@for_staff_of(Section.MESSAGES)
def person_messages(request: HttpRequest, ref) -> HttpResponse:
    """What was sent to one person and what they said; a rest while they are away or in hospital."""
    person = person_for(request, ref, reason="To see what was sent to you", what="Messages")
    form = PauseForm(request.POST if request.POST.get("do") == "pause" else None)
    if request.method == "POST" and _change(request, person, form):
        return redirect("person_messages", ref=ref)
    context = _context(person, form) | {"writes": writes(request.user, Section.MESSAGES)}
    return render(request, "messaging/person.jinja", context)


@login_required
def my_messages(request: HttpRequest) -> HttpResponse:
    """What was sent to me and what I said; stop, rest and start again."""
    person = own_person(request.user)
    if person is None:
        return redirect("home")
    form = PauseForm(request.POST if request.POST.get("do") == "pause" else None)
    if request.method == "POST" and _change(request, person, form):
        return redirect("my_messages")
    context = _context(person, form) | {"public_key": public_key(settings.VAPID_KEY), "states": queries.OWN_STATES}
    context["thread"] = [one for one in context["thread"] if one.text]  # what is not yet made is nothing to read
    return render(request, "messaging/mine.jinja", context)


def _context(person, form: PauseForm) -> dict:
    return {
        "person": person,
        "thread": queries.thread(person),
        "states": queries.STATES,
        "form": form,
        **queries.standing(person),
    }


def _change(request: HttpRequest, person, form: PauseForm) -> bool:
    """Do what the form on the page asks; whether it could be done."""
    what, by = request.POST.get("do"), request.user
    if what == "pause":
        if not form.is_valid():
            return False
        actions.pause(person=person, kind=form.cleaned_data["kind"], ends_at=form.ends_at, by=by)
        messages.success(request, _("Nothing will be sent for now."))
    elif what == "stop":
        actions.stop(person=person, by=by)
        messages.success(request, _("No more messages will be sent."))
    elif what == "start":
        actions.start(person=person, by=by)
        actions.end_pauses(person=person, by=by)
        messages.success(request, _("Messages may come again."))
    return True
