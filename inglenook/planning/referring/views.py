"""Referring somebody to a link worker, from the planning talk or from their page."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from inglenook.community.referrals.api import refer, team_of
from inglenook.community.referrals.forms import ReferForm
from inglenook.core.refs import is_ref
from inglenook.core.roles import Section
from inglenook.people.api import memberships_of, person_for
from inglenook.people.doors import for_writers_of
from inglenook.people.models import Person

from ..models import Action, Conversation
from .prefill import prefilled

REASON = "To ask a link worker to see you"


@for_writers_of(Section.REFERRALS)
def refer_from_talk(request, ref):
    """From the conversation; an action of the plan that is named becomes this referral."""
    talk = get_object_or_404(Conversation.objects.select_related("person"), ref=ref)
    person = person_for(request, talk.person.ref, reason=REASON, what="Referral")
    return _page(request, person, way="conversation", back=f"/conversations/{ref}/")


@for_writers_of(Section.REFERRALS)
def refer_person(request, ref):
    """From the person's page."""
    person = person_for(request, ref, reason=REASON, what="Referral")
    return _page(request, person, way="staff", back=f"/people/{ref}/")


def _page(request, person: Person, *, way: str, back: str) -> HttpResponse:
    action, team = _action(request, person), team_of(person)
    form = ReferForm(request.POST or None, initial=prefilled(person, action))
    if team and request.method == "POST" and form.is_valid():
        _refer(person, team, way, form, action, request.user)
        messages.success(request, f"{team.name} has it. You hear on Today how it ends.")
        return redirect(back)
    context = {"person": person, "team": team, "form": form, "action": action, "back": back}
    return render(request, "planning/referring/refer.jinja", context, status=422 if form.errors else 200)


def _action(request, person: Person) -> Action | None:
    ref = request.GET.get("action", "")
    return Action.objects.filter(person=person, ref=ref, referral=None).first() if is_ref(ref) else None


@transaction.atomic
def _refer(person: Person, team, way: str, form: ReferForm, action: Action | None, by) -> None:
    membership = memberships_of(by)[0]
    referrer = {
        "referrer": by,
        "referrer_name": by.name,
        "referrer_role": membership.get_role_display(),
        "referrer_service": membership.organisation.get_kind_display(),
        "referrer_organisation": membership.organisation.name,
        "referrer_contact": by.email,
    }
    made = refer(team=team, way=way, by=by, person=person, **referrer, **form.given())
    if action:
        action.referral, action.written_by = made, by
        action.save(update_fields=["referral", "written_by", "written_at"])
