"""Programmes of one person: offered in the conversation, seen and changed by whoever it is about."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inglenook.core import clock
from inglenook.core.roles import Section
from inglenook.people.api import memberships_of, own_person, person_for, writes
from inglenook.planning.models import Conversation
from inglenook.planning.presenting import called

from ..help_lines import help_lines
from ..models import Enrolment
from ..programmes.api import programme_of, values_for
from ..programmes.speaking import phases
from . import actions, forms, queries

REASON = "To agree support between your appointments"
PAGE = "Programmes"
SUPPORTING = "To see your support between appointments"


@login_required
def offer(request, ref):
    """From the conversation: what fits, with its whole schedule; one press agrees it."""
    talk = get_object_or_404(Conversation.objects.select_related("person"), ref=ref)
    if not writes(request.user, Section.SUPPORT):
        raise PermissionDenied
    person = person_for(request, talk.person.ref, reason=REASON, what=PAGE)
    enrolments = list(queries.enrolments_of(person))
    fits = queries.fitting(person, enrolments)
    if request.method == "POST":
        return _agree(request, talk, person, fits)
    context = {
        "talk": talk,
        "offers": [{"fit": fit, "phases": _phases(person, fit.rules)} for fit in fits],
        "enrolments": [one for one in enrolments if one.state in actions.OPEN],
        "actions": queries.current_actions(person),
    }
    return render(request, "between/enrolment/offer.jinja", context | _about(person))


def _agree(request, talk, person, fits):
    wanted = request.POST.get("programme", ""), request.POST.get("carer", "")
    fit = next((f for f in fits if (str(f.version.ref), str(f.carer.pk) if f.carer else "") == wanted), None)
    if fit is None:
        raise Http404("No such programme is offered")
    action = next((a for a in queries.current_actions(person) if str(a.ref) == request.POST.get("action")), None)
    try:
        actions.enrol(
            person=person, programme=fit.version, owner=request.user, by=request.user, action=action, carer=fit.carer
        )
        messages.success(request, f"Agreed: {fit.version.title}.")
    except actions.NotPossible as refused:
        messages.error(request, str(refused))
    return redirect("offer_programmes", talk.ref)


@login_required
def my_programmes(request):
    person = own_person(request.user)
    return _list(request, person, reverse("my_programmes"), is_own=True) if person else redirect("people_i_care_for")


@login_required
def my_programme(request, ref):
    person = own_person(request.user)
    return (
        _one(request, person, ref, reverse("my_programmes"), is_own=True) if person else redirect("people_i_care_for")
    )


@login_required
def their_programmes(request, ref):
    """A person's programmes for a professional, or a carer whom they let see their support."""
    person = person_for(request, ref, reason=SUPPORTING, what=PAGE, section=Section.SUPPORT)
    return _list(request, person, reverse("their_programmes", args=[ref]), is_own=False)


@login_required
def their_programme(request, ref, enrolment):
    person = person_for(request, ref, reason=SUPPORTING, what=PAGE, section=Section.SUPPORT)
    return _one(request, person, enrolment, reverse("their_programmes", args=[ref]), is_own=False)


def _list(request, person, base: str, *, is_own: bool):
    context = {"enrolments": queries.enrolments_of(person), "base": base, "back": _back(request, person, is_own)}
    context |= _seen_by(request.user, is_own=is_own)
    return render(request, "between/enrolment/list.jinja", context | _about(person))


def _back(request, person, is_own: bool) -> dict[str, str]:
    """Whence they came: their own home, the person's page for staff, those they care for for a carer."""
    if is_own:
        return {"href": "/me/", "text": _("Home")}
    if memberships_of(request.user):
        return {"href": f"/people/{person.ref}/between/", "text": called(person)}
    return {"href": reverse("people_i_care_for"), "text": _("People I care for")}


def _one(request, person, ref, base: str, *, is_own: bool):
    enrolment = get_object_or_404(queries.enrolments_of(person), ref=ref)
    wrong = _change(request, enrolment) if request.method == "POST" else None
    if request.method == "POST" and wrong is None:
        return redirect(f"{base}{enrolment.ref}/")
    rules = programme_of(enrolment.programme)
    context = {
        "enrolment": enrolment,
        "rules": rules,
        "phases": _phases(person, rules, enrolment),
        "rest": wrong if isinstance(wrong, forms.RestForm) else forms.RestForm(),
        "move": wrong if isinstance(wrong, forms.MoveForm) else forms.MoveForm(),
        "form": wrong,
        "is_open": enrolment.state in actions.OPEN,
        "can_lessen": enrolment.every_nth * 2 <= actions.LEAST_OFTEN,
        "base": base,
    } | _seen_by(request.user, is_own=is_own)
    status = 422 if wrong else 200
    return render(request, "between/enrolment/one.jinja", context | _about(person), status=status)


def _change(request, enrolment: Enrolment):
    try:
        wrong = forms.change(enrolment, request.POST, by=request.user)
    except actions.NotPossible as refused:
        messages.error(request, str(refused))
        return None
    if wrong is None:
        messages.success(request, forms.SAID.get(request.POST.get("do"), forms.SAID["move"]))
    return wrong


def _seen_by(user, *, is_own: bool) -> dict:
    """Staff see a person's programmes among their own pages; the person and a carer, as one of theirs."""
    density = "staff" if not is_own and memberships_of(user) else "person"
    return {"is_own": is_own, "layout": f"kit/{density}_layout.jinja"}


def _about(person) -> dict:
    return {"person": person, "called": called(person), "lines": help_lines()}


def _phases(person, rules, enrolment: Enrolment | None = None):
    if enrolment is None:
        return phases(rules, start=clock.today(), values=values_for(person))
    return phases(
        rules,
        start=enrolment.started_on,
        every_nth=enrolment.every_nth,
        own=enrolment.at,
        values=values_for(person, enrolment.carer),
        language=enrolment.language,
    )
