"""What the person allows whom, item by item: ask somebody, change it, stop it with one tap."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inglenook.messaging.letters import make_code
from inglenook.people import actions
from inglenook.people.models import Grant, Invitation

from ..me.doors import for_the_person
from .forms import ChangeForm, InviteForm
from .inviting import link_to, send, squares, words_to_send
from .queries import grants_of, open_invitations
from .words import ASKED, WORDS

PAGES = "web/sharing"


@for_the_person
def sharing(request, person):
    """Whom the person lets in to what, and whom they asked."""
    context = {"grants": grants_of(person), "invitations": open_invitations(person), "words": WORDS}
    return render(request, f"{PAGES}/sharing.jinja", context)


@for_the_person
def ask(request, person):
    """Ask somebody to help: what they may see, for how long, and how the link gets to them."""
    form = InviteForm(request.POST or None, initial={"days": "", "way": Invitation.Way.EMAIL})
    if form.is_valid():
        invitation = actions.invite(person=person, by=request.user, **form.cleaned_data)
        if invitation.way == Invitation.Way.EMAIL:
            send(invitation, person)
        return redirect("my_invitation", invitation.ref)
    return render(request, f"{PAGES}/ask.jinja", {"form": form}, status=422 if form.errors else 200)


@for_the_person
def change(request, person, ref):
    """One carer: what they may see, whether they may write, until when."""
    grant = _own(person, ref)
    form = ChangeForm(request.POST or None, grant=grant)
    if form.is_valid():
        given = form.cleaned_data
        actions.change_terms(
            grant=grant, sections=given["sections"], may_write=given["may_write"], until=given["days"], by=request.user
        )
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("my_sharing")
    context = {"form": form, "grant": grant, "words": WORDS}
    return render(request, f"{PAGES}/change.jinja", context, status=422 if form.errors else 200)


@require_POST
@for_the_person
def end_grant(request, person, ref):
    actions.end_grant(grant=_own(person, ref), by=request.user)
    return redirect("my_sharing")


@require_POST
@for_the_person
def undo_end_grant(request, person, ref):
    try:
        actions.undo_end_grant(grant=get_object_or_404(Grant, ref=ref, person=person), by=request.user)
    except actions.TooLate as late:
        messages.error(request, str(late))
    return redirect("my_sharing")


@for_the_person
def invitation(request, person, ref):
    """The link as it was sent, or to send oneself: by text, on paper."""
    found = get_object_or_404(Invitation, ref=ref, person=person)
    context = {"invitation": found, "words": WORDS, "asked": ASKED}
    if found.state == "open":
        code = make_code(link_to(found))
        context |= {"link": link_to(found), "to_send": words_to_send(found, person)}
        context |= {"code": code, "squares": squares(code)}
    return render(request, f"{PAGES}/invitation.jinja", context)


@require_POST
@for_the_person
def withdraw(request, person, ref):
    found = get_object_or_404(Invitation, ref=ref, person=person, used_at=None)
    actions.withdraw_invitation(invitation=found, by=request.user)
    messages.success(request, _("The link no longer works."))
    return redirect("my_sharing")


def _own(person, ref) -> Grant:
    """A grant that is the person's to change: what staff registered is not."""
    return get_object_or_404(Grant.objects.select_related("carer"), ref=ref, person=person, representative=None)
