"""A carer's own pages: whom they may help, how they are themselves, and a plan of their own."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inglenook.between.replies.queries import asked_of_carer
from inglenook.core import access, clock
from inglenook.core.roles import Section
from inglenook.people import actions
from inglenook.people.api import is_self, memberships_of, own_person, person_for
from inglenook.people.caring import advice, presses, questions
from inglenook.people.results import about_with, readings_of
from inglenook.planning.actions import raise_task
from inglenook.planning.models import Task
from inglenook.planning.preparation.team import named_professional
from inglenook.planning.presenting import called
from inglenook.planning.today.glance import facts_and_said

from .forms import CarerCheckForm
from .queries import feelings_of, last_check, lets_of, messages_of, talks_of, was_let_in

PAGES = "web/sharing"
SHARED = {  # what the page shows, by the section that must be shared
    "feelings": (Section.MEASURES, feelings_of),
    "talks": (Section.CONVERSATION, talks_of),
    "sent": (Section.MESSAGES, messages_of),
}
PRESSING, SOON = timedelta(hours=4), timedelta(hours=72)


@login_required
def people_i_care_for(request):
    """Those who let the user in, with what they share, and the carer's own door."""
    grants = list(lets_of(request.user))
    context = {
        "grants": grants,
        "asked": asked_of_carer(request.user),
        "was_let_in": bool(grants) or was_let_in(request.user),
        "check": last_check(own_person(request.user)),
    }
    return render(request, f"{PAGES}/people_i_care_for.jinja", context)


@login_required
def their_pages(request, ref):
    """What somebody lets a carer see that has no page of its own, item by item; the database gives no other rows."""
    person = person_for(request, ref, reason="To help you", what="What you share")
    if memberships_of(request.user) or is_self(request.user, person):
        return redirect("home")
    sees = lets_of(request.user).get(person=person).seen_sections
    facts, _said = facts_and_said(person, clock.today())
    context = {"person": person, "name": called(person), "sees": sees, "facts": facts}
    context |= {name: look_up(person) for name, (section, look_up) in SHARED.items() if section in sees}
    if Section.RESULTS in sees:
        groups = frozenset(fact.code for fact in facts.get("condition", ()) if fact.code)
        about = about_with(person, groups, clock.today())
        context["readings"] = readings_of(person, about=about, for_person=True)
    return render(request, f"{PAGES}/their_pages.jinja", context)


@login_required
def how_am_i(request):
    """A carer says how they are themselves. It is theirs: nobody whom they care for reads it."""
    person = own_person(request.user)
    young = any(grant.is_young for grant in lets_of(request.user))
    can_ring = bool(person and person.practice_id)
    form = CarerCheckForm(request.POST or None, asked=questions(young=young), can_ring=can_ring)
    if form.is_valid():
        person = person or actions.begin_record(user=request.user)
        check = actions.check_carer(person=person, by=request.user, **form.said())
        _call(check, person)
        messages.success(request, _("Thank you. We have kept what you said."))
        return redirect("how_am_i_said")
    context = {"form": form, "person": person, "young": young, "check": last_check(person)}
    return render(request, f"{PAGES}/how_am_i.jinja", context, status=422 if form.errors else 200)


@login_required
def how_am_i_said(request):
    """What may help, after what they said last."""
    check = last_check(own_person(request.user))
    if check is None:
        return redirect("how_am_i")
    context = {"check": check, "advice": advice(check.answers), "pressing": presses(check.answers)}
    return render(request, f"{PAGES}/how_am_i_said.jinja", context)


def _call(check, person) -> None:
    """Somebody of the carer's own practice rings them when they ask, or cannot go on."""
    pressing = presses(check.answers)
    if person.practice_id and (check.wants_call or pressing):
        reason = "A carer cannot go on: ring them" if pressing else "A carer asks to be rung about themselves"
        due_at = clock.now() + (PRESSING if pressing else SOON)
        with access.working():
            owner = named_professional(person)
        about = {"person": person, "owner": owner, "due_at": due_at}
        raise_task(key=f"carer_check:{check.pk}", kind=Task.Kind.CALL, reason=reason, **about)
