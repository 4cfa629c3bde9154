"""Programmes for those who run a service: read, copied, written, tried, switched on."""

from functools import wraps
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inglenook.core import clock
from inglenook.messaging.length import length, sendable
from inglenook.people.api import memberships_of
from inglenook.people.needs import language_name

from . import actions, queries
from .api import programme_of
from .building import NotAProgramme, as_text
from .speaking import consequences, phases
from .texts import LONGEST, catalogue_of
from .trying import scenarios, timeline

MOST_SEGMENTS = 2


def for_staff(view):
    @login_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not memberships_of(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_staff
def programmes(request):
    """All programmes, with their versions and how many people are in each."""
    context = {"programmes": queries.all_for(request.user), "may_write": bool(queries.authored_by(request.user))}
    return render(request, "between/programmes/list.jinja", context)


@for_staff
def programme(request, ref):
    """One version in plain words."""
    version = _version(request, ref)
    rules = programme_of(version)
    context = {
        "version": version,
        "rules": rules,
        "phases": phases(rules, start=clock.today(), values=_example(request)),
        "consequences": consequences(rules, _example(request)),
        "languages": [language_name(code) for code in rules.languages],
        "long": _too_long(version, rules),
        "is_own": _is_own(request, version),
        "may_write": bool(queries.authored_by(request.user)),
    }
    return render(request, "between/programmes/programme.jinja", context)


@for_staff
def try_programme(request, ref):
    """What somebody would get over 90 days, in the scenario that is asked for."""
    version = _version(request, ref)
    zone, today = ZoneInfo(_place(request).time_zone), clock.today()
    cases = scenarios(today, zone)
    chosen = next((one for one in cases if one.code == request.GET.get("scenario")), cases[0])
    events = timeline(programme_of(version), chosen, today=today, zone=zone, values=_example(request))
    context = {"version": version, "scenarios": cases, "chosen": chosen, "events": events}
    return render(request, "between/programmes/try.jinja", context)


@for_staff
@require_POST
def copy_programme(request, ref):
    """Begin a draft of one's own that says what this version says."""
    places = queries.authored_by(request.user)
    if not places:
        raise PermissionDenied
    version = _version(request, ref)
    place = next((one for one in places if one.pk == version.organisation_id), places[0])
    draft = actions.new_version(programme=version, organisation=place, by=request.user)
    return redirect("programme_edit", draft.ref)


@for_staff
def edit_programme(request, ref):
    """Write a draft as text; what is wrong is said line by line and nothing typed is lost."""
    version = _own_version(request, ref)
    text, problems = request.POST.get("text", ""), []
    if request.method == "POST":
        try:
            actions.save_text(programme=version, text=text, by=request.user)
            messages.success(request, "Saved. Try it before you switch it on.")
            return redirect("programme", version.ref)
        except NotAProgramme as refused:
            problems = refused.problems
        except actions.NotChanged as refused:
            messages.error(request, str(refused))
            return redirect("programme", version.ref)
    context = {"version": version, "text": text or as_text(version.contents), "problems": problems}
    status = 422 if problems else 200
    return render(request, "between/programmes/edit.jinja", context | {"has_errors": bool(problems)}, status=status)


@for_staff
@require_POST
def switch_programme(request, ref):
    """Switch a draft on, or offer a version no longer."""
    version = _own_version(request, ref)
    try:
        change = actions.switch_on if request.POST.get("do") == "on" else actions.retire
        change(programme=version, by=request.user)
        messages.success(request, f"{version.title} is now: {version.get_state_display().lower()}.")
    except actions.NotChanged as refused:
        messages.error(request, str(refused))
    return redirect("programme", version.ref)


def _version(request, ref):
    return get_object_or_404(queries.all_for(request.user), ref=ref)


def _own_version(request, ref):
    version = _version(request, ref)
    if not _is_own(request, version):
        raise PermissionDenied
    return version


def _is_own(request, version) -> bool:
    return version.organisation_id in {place.pk for place in queries.authored_by(request.user)}


def _place(request):
    return memberships_of(request.user)[0].organisation


def _example(request) -> dict[str, str]:
    """What fills the gaps in a programme's words, for a person who is made up."""
    return LONGEST | {"name": "Amina", "practice": _place(request).name}


def _too_long(version, rules) -> list[str]:
    """Texts that take more than two parts of a text message, with the longest names filled in."""
    sized = [(sample, length(sendable(sample.text.body)).segments) for sample in catalogue_of(version, rules)]
    return [f"{s.about}, {language_name(s.language)}: {parts} parts" for s, parts in sized if parts > MOST_SEGMENTS]
