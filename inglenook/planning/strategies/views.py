"""Barrier, strategy, words: a panel beside the conversation and Today, and the same as a page of its own."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from inglenook.community.doors import for_roles
from inglenook.core.organisations import practices_under
from inglenook.core.roles import Section
from inglenook.people.api import memberships_of, person_for, sees, writes
from inglenook.people.doors import for_writers_of
from inglenook.workforce.strategies.api import barriers, fit, frames, strategies

from ..conversation.queries import PAGE as TALK
from ..conversation.queries import has_looked
from ..models import Conversation, FollowUp, Goal
from ..plan.fields import NotSaved
from ..presenting import called
from . import actions
from .going import lines
from .queries import how_they_go
from .ways import Way, between, in_talk, ref_in

REASON = "To find words that may help you"
ENDED = "This conversation has ended and its plan is agreed. Open it again to go on."
READERS = ("nurse", "gp", "coach", "link_worker", "manager", "commissioner")


@login_required
@require_http_methods(["GET", "POST"])
def talk_words(request, ref, code=""):
    """From the conversation."""
    way = in_talk(_talk(request, ref))
    return _answer(request, way, code)


@for_writers_of(Section.PLAN)
@require_http_methods(["GET", "POST"])
def person_words(request, ref, code=""):
    """From Today, a follow-up or a person's page."""
    person = person_for(request, ref, reason=REASON, what="Words that help")
    asked = ref_in(request.GET.get("follow_up", ""))
    follow_up = FollowUp.objects.filter(ref=asked, person=person).select_related("action__goal", "owner").first()
    return _answer(request, between(person, follow_up), code)


def _answer(request: HttpRequest, way: Way, code: str) -> HttpResponse:
    barrier = request.GET.get("barrier", "")
    if code and request.method == "POST":
        return _put(request, way, _strategy(code), barrier)
    if code:
        return _show(request, way, _one(way, _strategy(code), barrier))
    found = _fitting(way, barrier)
    return _show(request, way, {"barrier": barriers().get(barrier), "found": found})


def _strategy(code: str):
    if code not in strategies():
        raise Http404("No such strategy")
    return strategies()[code]


def _fitting(way: Way, barrier: str) -> list:
    known = way.about
    return fit(barrier=barrier, conditions=known.conditions, needs=known.needs, tried=known.tried, setting=way.setting)


def _one(way: Way, strategy, barrier: str) -> dict:
    """What the words of one strategy are shown with; a barrier it is not for becomes its own first."""
    barrier = barrier if barrier in strategy.barriers else strategy.barriers[0]
    why = next(one for one in _fitting(way, barrier) if one.strategy == strategy)
    return {"barrier": barriers()[barrier], "one": why, "fresh": uuid.uuid4()}


def _put(request: HttpRequest, way: Way, strategy, barrier: str) -> HttpResponse:
    """The strategy's action into the plan; what cannot be kept is said and nothing is lost."""
    try:
        made = _put_in(request, way, strategy, barrier if barrier in strategy.barriers else strategy.barriers[0])
    except NotSaved as problem:
        more = _one(way, strategy, barrier) | {"problem": str(problem), "typed": request.POST.get("what", "")}
        return _show(request, way, more, status=200 if request.htmx else 422)
    if request.htmx:
        answer = _show(request, way, {"done": made})
        answer["HX-Trigger"] = "plan-changed"
        return answer
    messages.success(request, f"In the plan now: {made.what}")
    return redirect(way.back)


def _put_in(request: HttpRequest, way: Way, strategy, barrier: str):
    if not way.is_open:
        raise NotSaved(ENDED, "ended")
    sent = request.POST
    given = {
        "person": way.person,
        "strategy": strategy,
        "barrier": barrier,
        "what": sent.get("what", ""),
        "ref": uuid.uuid5(way.person.ref, sent.get("ref") or str(uuid.uuid4())),
        "by": request.user,
        "goal": Goal.objects.filter(person=way.person, ref=ref_in(sent.get("goal", ""))).first(),
    }
    if way.setting == "talk":
        return actions.put_in_plan(**given)
    return actions.put_in_follow_up(owner=way.owner or request.user, **given)


def _show(request: HttpRequest, way: Way, more: dict, status: int = 200) -> HttpResponse:
    """The panel alone when a page asks for it, else a page of its own."""
    context = {
        "way": way,
        "person": way.person,
        "called": called(way.person),
        "barriers": barriers(),
        "frames": frames(),
        "sees_record": sees(request.user, Section.RECORD),
    }
    template = "_panel" if request.htmx else "words"
    return render(request, f"planning/strategies/{template}.jinja", context | more, status=status)


def _talk(request, ref) -> Conversation:
    """The conversation, for whoever may write in it; the look is recorded unless its page was opened before."""
    talk = get_object_or_404(Conversation.objects.select_related("person__preferences"), ref=ref)
    if not writes(request.user, Section.CONVERSATION):
        raise PermissionDenied
    if not has_looked(request.user, talk):
        person_for(request, talk.person.ref, reason="For your planning conversation", what=TALK)
    return talk


@login_required
@require_POST
def said_back(request, ref):
    """One tap: the person said it back in their own words; or the tap is taken back."""
    talk = _talk(request, ref)
    try:
        if undone := ref_in(request.POST.get("undo", "")):
            actions.take_back(conversation=talk, ref=undone)
        else:
            actions.say_back(conversation=talk, about=request.POST.get("about", ""), by=request.user)
    except NotSaved as problem:
        messages.error(request, str(problem))
    if not request.htmx:
        return redirect("conversation", talk.ref)
    agenda = list(talk.agenda.filter(removed_at=None).values("wording"))
    rows = list(talk.said_back.values("ref", "about", "at"))
    context = {"talk": talk, "agenda": agenda, "said_back": rows}
    return render(request, "planning/strategies/_said_back.jinja", context)


@for_roles(READERS)
def strategies_go(request):
    """What was used and how it went: counts over the practices of whoever looks, never under the smallest number."""
    at = [one.organisation_id for one in memberships_of(request.user) if one.role in READERS]
    used = how_they_go(practices_under(at))
    context = {"lines": lines(used), "unused": len(strategies().keys() - {one.strategy for one in used})}
    return render(request, "planning/strategies/going.jinja", context)
