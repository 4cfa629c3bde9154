from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from inglenook.core import clock
from inglenook.core.roles import Section
from inglenook.people.api import is_self, person_for, writes

from ...actions import StepRefused
from ...heeding import heed_and_say
from ...models import FollowUp, ReviewCycle
from ...presenting import own_plan
from ...rules import may_take
from ...strategies.beside import beside
from .. import actions
from ..forms import FollowUpForm, HandOverForm, MyFollowUpForm, ReviewForm
from ..glance import agreed_actions, said_by
from ..queries import colleagues
from ..rules import FOLLOW_UP_WITHIN
from . import for_staff, page

ASK = "To ask how an action went"
LOOK_BACK = "To look back on your plan with you"


@for_staff
def follow_up(request, ref):
    """A professional asks how it went."""
    found = _follow_up(ref)
    person = person_for(request, found.person.ref, reason=ASK, what="Follow-up")
    hand_over = HandOverForm(_data(request, "hand_over"), colleagues=colleagues(request.user))
    if hand_over.is_valid():
        to = get_object_or_404(colleagues(request.user), pk=hand_over.cleaned_data["to"])
        actions.hand_over(item=found, to=to, by=request.user)
        messages.success(request, f"{to.name} asks from now on.")
        return redirect("today")
    form = FollowUpForm(_data(request, "went"), initial=_initial(found))
    if form.is_valid() and _kept(form, actions.record_follow_up, follow_up=found, by=request.user):
        messages.success(request, f"Kept: {person.name}, {found.action.what}.")
        return redirect("today")
    said = said_by(person)
    context = {
        "follow_up": found,
        "person": person,
        "form": form,
        "hand_over": hand_over,
        "said": said[:3],
        "way": beside(person, [one.text for one in said], found) if writes(request.user, Section.PLAN) else None,
    }
    return page(request, "follow_up", context)


@login_required
def my_follow_up(request, ref):
    """The person, or a carer for them, says how it went; perhaps later than somebody else did, without knowing."""
    found = _follow_up(ref)
    person = person_for(request, found.person.ref, reason="To say how it went", what="Follow-up", section=Section.PLAN)
    onward = own_plan(person) if is_self(request.user, person) else "/people-i-care-for/"
    if request.POST.get("do") == "leave":
        return redirect(onward)
    form = MyFollowUpForm(_data(request, "went"), initial=_initial(found))
    _heed(request, person, found)
    meanwhile = _meanwhile(found, form, request.POST) if form.is_valid() else None
    if form.is_valid() and not meanwhile and _kept(form, _tell(found), follow_up=found, by=request.user):
        messages.success(request, _("Thank you. We have kept what you said."))
        return redirect(onward)
    context = {"follow_up": found, "person": person, "form": form, "meanwhile": meanwhile}
    return page(request, "my_follow_up", context, status=409 if meanwhile else 200)


def _heed(request, person, follow_up: FollowUp) -> None:
    words, key = request.POST.get("their_words", ""), f"follow_up:{follow_up.pk}"
    heed_and_say(request, person=person, words=words, where="On how a step went", key=key)


def _meanwhile(follow_up: FollowUp, form: MyFollowUpForm, sent) -> str:
    """What became of the step since its page was read: it was told already, or the step is another; else nothing."""
    said = (form.cleaned_data["outcome"], form.cleaned_data["their_words"])
    if sent.get("anyway") or (follow_up.done_at and said == (follow_up.outcome, follow_up.their_words)):
        return ""
    if follow_up.done_at:
        return "told"
    return "changed" if sent.get("saw", follow_up.action.what) != follow_up.action.what else ""


def _tell(follow_up: FollowUp):
    return actions.tell_otherwise if follow_up.done_at else actions.tell_how_it_went


@for_staff
def review(request, ref):
    """What did we agree, how did it go; then the cycle closes and the next one opens."""
    cycle = get_object_or_404(ReviewCycle.objects.select_related("person"), ref=ref)
    person = person_for(request, cycle.person.ref, reason=LOOK_BACK, what="Review")
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (following := _close(request, cycle, form)):
        day = f"{following.due_on:%-d %B %Y}"
        messages.success(request, f"The review is closed. The next one is due by {day}.")
        return redirect("person", ref=person.ref)
    context = {
        "cycle": cycle,
        "person": person,
        "form": form,
        "actions": agreed_actions(person),
        "said": said_by(person)[:4],
        "may_close": may_take("review", cycle.state),
    }
    return page(request, "review", context)


def _follow_up(ref) -> FollowUp:
    return get_object_or_404(FollowUp.objects.select_related("person", "owner", "written_by", "action__goal"), ref=ref)


def _data(request, what: str):
    if request.method == "POST" and request.POST.get("do") not in ("went", "hand_over"):
        raise Http404("No such thing to do")
    return request.POST if request.method == "POST" and request.POST["do"] == what else None


def _initial(follow_up: FollowUp) -> dict:
    return {"smaller": follow_up.action.what, "next_on": clock.today() + FOLLOW_UP_WITHIN}


def _kept(form, keep, **about) -> bool:
    try:
        keep(**about, **form.cleaned_data)
    except actions.Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _close(request, cycle, form) -> ReviewCycle | None:
    try:
        return actions.close_review(cycle=cycle, by=request.user, note=form.cleaned_data["note"])
    except StepRefused as refused:
        form.add_error(None, str(refused))
        return None
