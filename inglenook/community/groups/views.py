from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from inglenook.core.refs import ref_in
from inglenook.core.roles import Section
from inglenook.people.api import own_person, person_for
from inglenook.people.doors import for_writers_of

from ..doors import for_roles
from ..models import Group, Meeting, Place
from ..models.group import LEADERS
from ..presenting import page
from ..refused import Refused
from . import actions
from .forms import GroupForm, JoinForm, OutcomeForm
from .queries import filled, groups_of, members, open_to, own_places

GIVE = "To find you a place in a group"


@for_roles(LEADERS)
def groups(request):
    """The organisation's groups, how full they are, who waits."""
    found = list(groups_of(request.user))
    return page(request, "groups/groups", {"groups": found, "filled": filled(found)})


@for_roles(LEADERS)
def new_group(request):
    form = GroupForm(request.POST or None)
    if form.is_valid() and (made := _opened(request, form)):
        messages.success(request, "The group is open. Give places here; people can take one from their own pages too.")
        return redirect("group", ref=made.ref)
    return page(request, "groups/new", {"form": form})


@for_roles(LEADERS)
def group(request, ref):
    """One group: its meetings, who has a place, who waits."""
    found = _group(request, ref)
    places = members(found)
    taken, waiting = (sum(p.state in states for p in places) for states in (actions.HOLDING, (Place.State.WAITING,)))
    context = {"group": found, "meetings": list(found.meetings.all()), "places": places, "filled": (taken, waiting)}
    return page(request, "groups/group", context)


@require_POST
@for_roles(LEADERS)
def close_group(request, ref):
    actions.close(group=_group(request, ref), by=request.user)
    messages.success(request, "The group is closed. Everybody with a place, or waiting for one, is told.")
    return redirect("group", ref=ref)


@for_roles(LEADERS)
def meeting(request, pk):
    """Who came, everybody on one screen."""
    found = _meeting(request, pk)
    places = [p for p in members(found.group) if p.state in (Place.State.JOINED, Place.State.COMPLETED)]
    if request.method == "POST":
        actions.mark(meeting=found, by=request.user, came=_marked(request, places))
        messages.success(request, "Kept.")
        return redirect("meeting", pk=pk)
    return page(request, "groups/meeting", {"meeting": found, "group": found.group, "places": places})


@require_POST
@for_roles(LEADERS)
def cancel_meeting(request, pk):
    found = _meeting(request, pk)
    told = actions.cancel_meeting(meeting=found, by=request.user)
    messages.success(request, f"Cancelled. {told} {'person is' if told == 1 else 'people are'} told.")
    return redirect("group", ref=found.group.ref)


@require_POST
@for_roles(LEADERS)
def place(request, ref):
    """The leader gives somebody's place back, or offers the place again."""
    found = get_object_or_404(Place.objects.filter(_own(request)).select_related("group"), ref=ref)
    _try(request, _BY_LEADER, request.POST.get("do"), found)
    return redirect("group", ref=found.group.ref)


@for_writers_of(Section.REFERRALS)
def place_for(request, ref):
    """A professional gives one of their people a place."""
    person = person_for(request, ref, reason=GIVE, what="Groups")
    form = JoinForm(request.POST or None)
    if form.is_valid():
        _join(request, person, ref_in(request.POST.get("group")), form)
        return redirect("place_for", ref=ref)
    context = {"person": person, "open": open_to(person), "places": own_places(person), "form": form}
    return page(request, "groups/place_for", context)


@login_required
def my_groups(request):
    """The person's own groups, and those they can join."""
    person = own_person(request.user)
    if person is None:
        return redirect("home")
    context = {"places": own_places(person), "open": open_to(person), "may_undo": actions.may_undo}
    return page(request, "groups/my_groups", context)


@login_required
def join(request, ref):
    person = own_person(request.user) or _nobody()
    found = next((row for row in open_to(person) if row[0].ref == ref), None)
    if found is None:
        messages.error(request, _("This group is over, or you are already in it."))
        return redirect("my_groups")
    form = JoinForm(request.POST or None)
    if form.is_valid():
        _join(request, person, ref, form)
        return redirect("my_groups")
    return page(request, "groups/join", {"group": found[0], "left": found[1], "waiting": found[2], "form": form})


@login_required
def change_my_place(request, ref, what):
    """Take an offered place, give it back, take it again, or say what it did."""
    person = own_person(request.user) or _nobody()
    found = get_object_or_404(Place.objects.select_related("group__leader"), ref=ref, person=person)
    if what == "outcome":
        return _outcome(request, found)
    if request.method == "POST":
        _try(request, _MINE, what, found)
    return redirect("my_groups")


def _outcome(request, found):
    form = OutcomeForm(request.POST or None, initial={"words": found.outcome})
    if form.is_valid():
        actions.say_outcome(place=found, words=form.cleaned_data["words"], by=request.user)
        messages.success(request, _("Thank you. The people who run the group can read it."))
        return redirect("my_groups")
    return page(request, "groups/outcome", {"place": found, "form": form})


def _opened(request, form) -> Group | None:
    try:
        return actions.open_group(by=request.user, organisation=request.works.organisation, **form.opened())
    except Refused as refused:
        form.add_error("on", str(refused))
        return None


def _join(request, person, ref, form) -> None:
    group = get_object_or_404(Group.objects.select_related("leader"), ref=ref)
    given = {"needs": form.cleaned_data["needs"], "wants_lift": form.cleaned_data["lift"] == "yes"}
    try:
        made = actions.ask_for_place(group=group, person=person, by=request.user, **given)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _SAID[made.state])


_SAID = {
    Place.State.JOINED: _("There is a place. A reminder goes out the day before each time."),
    Place.State.WAITING: _("The group is full for now. The wish is on the list, and word comes when there is a place."),
    Place.State.OFFERED: _("A place is offered already: take it below."),
}


def _try(request, table, what, place) -> None:
    if what not in table:
        raise Http404("No such thing to do")
    act, said = table[what]
    try:
        act(place=place, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)


_MINE = {
    "take": (actions.accept, _("The place is yours.")),
    "leave": (actions.give_up, _("That is fine. Somebody else can have the place.")),
    "again": (actions.undo_give_up, _("The place is yours again.")),
}
_BY_LEADER = {
    "leave": (actions.give_up, "The place is free. Whoever waited longest is offered it."),
    "take": (actions.accept, "They have the place."),
}


def _own(request) -> Q:
    """At the organisation where the user works, or right under it."""
    at = request.works.organisation_id
    return Q(organisation=at) | Q(organisation__parent=at)


def _group(request, ref) -> Group:
    return get_object_or_404(Group.objects.filter(_own(request)).select_related("leader"), ref=ref)


def _meeting(request, pk) -> Meeting:
    return get_object_or_404(Meeting.objects.filter(_own(request)).select_related("group__leader"), pk=pk)


def _marked(request, places) -> dict[int, str]:
    words = {place.pk: request.POST.get(f"came-{place.pk}", "") for place in places}
    return {pk: word for pk, word in words.items() if word in ("yes", "no", "said_so")}


def _nobody():
    raise Http404("Nobody's own groups")
