from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from inglenook.core import clock
from inglenook.people.api import own_person, person_for

from ..doors import for_roles, membership_in
from ..models import PeerContact, PeerMatch, PeerSupporter
from ..models.peer import COORDINATORS
from ..presenting import page
from ..refused import Refused
from . import actions
from .forms import ContactForm, EndForm, PeerForm, ProposeForm, RegisterForm, SupervisionForm, WishForm
from .queries import matches_of, overdue, suited, volunteer_of, volunteers_for, worries
from .rules import lacking

FIND = "To find you somebody who has been there too"


@for_roles((*COORDINATORS, "peer_supporter"))
def peers(request):
    """A volunteer's own people; for coordinators, their volunteers and what is open about them."""
    if not membership_in(request.user, COORDINATORS):
        return page(request, "peers/my_people", {"matches": matches_of(request.user), "today": clock.today()})
    form = RegisterForm(request.POST or None)
    if form.is_valid() and (made := _registered(request, form)):
        return redirect("peer", ref=made.ref)
    rows = [(one, lacking(volunteer_of(one, one.has), clock.today()), overdue(one)) for one in _volunteers(request)]
    return page(request, "peers/volunteers", {"rows": rows, "worries": list(worries(request.user)), "form": form})


@for_roles(COORDINATORS)
def peer(request, ref):
    """One volunteer: what is known and checked, whom they have, the talks with them."""
    found = _volunteer(request, ref)
    names = list(PeerForm.base_fields)
    form = PeerForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if form.is_valid() and _kept(request, found, form):
        return redirect("peer", ref=ref)
    context = {"peer": found, "form": form, "matches": found.matches.all(), "talks": found.supervisions.all()}
    missing = lacking(volunteer_of(found, 0), clock.today())
    return page(request, "peers/volunteer", context | {"missing": missing, "talk": SupervisionForm()})


@for_roles(COORDINATORS)
def supervision(request, ref):
    found = _volunteer(request, ref)
    form = SupervisionForm(request.POST or None)
    if form.is_valid():
        actions.supervise(peer=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Kept. They can read it too."))
        return redirect("peer", ref=ref)
    return page(request, "peers/supervision", {"peer": found, "form": form})


@require_POST
@for_roles(COORDINATORS)
def worry_seen(request, pk):
    contact = get_object_or_404(PeerContact.objects.exclude(worry=""), pk=pk)
    actions.see_worry(contact=contact, by=request.user)
    messages.success(request, _("Marked as seen by you."))
    return redirect("peers")


@for_roles(("peer_supporter",))
def match(request, ref):
    """The volunteer writes down a contact, or ends it."""
    found = _own_match(request, ref)
    form = ContactForm(request.POST if request.POST.get("do") == "contact" else None)
    ending = EndForm(request.POST if request.POST.get("do") == "end" else None)
    if request.method == "POST" and _done(request, found, form, ending):
        return redirect("peers")
    own = found.contacts.filter(by=request.user)
    return page(request, "peers/match", {"match": found, "form": form, "ending": ending, "contacts": own})


@require_POST
@for_roles(("peer_supporter",))
def answer(request, ref, answer):
    actions.say(match=_own_match(request, ref), yes=_yes(answer), by=request.user)
    messages.success(
        request, _("Thank you. You both begin when both have said yes.") if answer == "yes" else _("That is fine.")
    )
    return redirect("peers")


@for_roles(COORDINATORS)
def find_peer(request, ref):
    """Who could walk beside this person, and why."""
    person = person_for(request, ref, reason=FIND, what="Peer support")
    form = WishForm(request.GET or None)
    wish = form.cleaned_data if form.is_valid() else {"conditions": [], "availability": []}
    now = PeerMatch.objects.filter(person=person, state__in=actions.OPEN).select_related("peer_user").first()
    found = [] if now else suited(person, request.user, **wish)
    return page(request, "peers/find", {"person": person, "form": form, "found": found, "now": now})


@for_roles(COORDINATORS)
def propose(request, ref, peer):
    """Ask both, with only what the person agreed to tell."""
    person = person_for(request, ref, reason=FIND, what="Peer support")
    found = _volunteer(request, peer)
    own = getattr(person, "preferences", None)
    known = {"first_name": (own and own.known_as) or person.given_name, "contact": person.mobile or person.phone}
    form = ProposeForm(request.POST or None, initial=known)
    if form.is_valid() and _proposed(request, person, found, form):
        return redirect("find_peer", ref=ref)
    why = request.GET.getlist("why")
    return page(request, "peers/propose", {"person": person, "peer": found, "form": form, "why": why})


@login_required
def my_peer(request):
    """The person's own: somebody offered, somebody there, the end of it."""
    person = own_person(request.user)
    if person is None:
        return redirect("home")
    found = list(PeerMatch.objects.filter(person=person, state__in=actions.OPEN).select_related("peer_user"))
    return page(request, "peers/my_peer", {"matches": found})


@require_POST
@login_required
def my_answer(request, ref, answer):
    person = own_person(request.user)
    if person is None:
        raise Http404("Nobody's own peer supporter")
    found = get_object_or_404(PeerMatch, ref=ref, person=person)
    if answer == "end":
        actions.end(match=found, because="", by=request.user)
        messages.success(request, _("It has ended. We tell them for you, kindly."))
    else:
        actions.say(match=found, yes=_yes(answer), by=request.user)
        messages.success(request, _("Thank you for telling us."))
    return redirect("my_peer")


def _yes(answer: str) -> bool:
    if answer not in ("yes", "no"):
        raise Http404("No such answer")
    return answer == "yes"


def _volunteers(request):
    return list(volunteers_for(request.user))


def _volunteer(request, ref) -> PeerSupporter:
    return get_object_or_404(volunteers_for(request.user), ref=ref)


def _own_match(request, ref) -> PeerMatch:
    return get_object_or_404(PeerMatch, ref=ref, peer_user=request.user)


def _registered(request, form) -> PeerSupporter | None:
    organisation = membership_in(request.user, COORDINATORS).organisation
    try:
        return actions.register(by=request.user, organisation=organisation, languages=["en"], **form.cleaned_data)
    except Refused as refused:
        form.add_error("email", str(refused))
        return None


def _kept(request, found, form) -> bool:
    try:
        actions.keep(peer=found, by=request.user, **form.cleaned_data)
    except Refused as refused:
        form.add_error("state", str(refused))
        return False
    messages.success(request, _("Kept."))
    return True


def _done(request, found, form, ending) -> bool:
    if form.is_bound and form.is_valid():
        try:
            actions.note_contact(match=found, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("note", str(refused))
            return False
        messages.success(request, _("Kept. Thank you."))
        return True
    if ending.is_bound and ending.is_valid():
        actions.end(match=found, because=ending.cleaned_data["because"], by=request.user)
        messages.success(request, _("It has ended. Your coordinator will talk with you about it."))
        return True
    return False


def _proposed(request, person, found, form) -> bool:
    try:
        actions.propose(
            person=person, peer=found, by=request.user, why=request.POST.getlist("why"), **form.cleaned_data
        )
    except Refused as refused:
        form.add_error("first_name", str(refused))
        return False
    messages.success(request, _("Both are asked. It begins when both have said yes."))
    return True
