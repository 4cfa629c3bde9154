"""Practising: the room, one conversation, what it did; and what managers see of it all."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from inglenook.people.api import memberships_of
from inglenook.people.models import ConditionGroup

from ..doors import for_staff
from ..models import Talk
from ..models.practice import EDUCATORS
from ..presenting import page
from ..strategies.api import barriers, strategies
from . import actions, engine, figures
from .collection import library, practising
from .queries import observations_of, observing, outcome, skills_of, standing, talks_of
from .rating import SKILLS_RATED
from .scenario import Scenario

CHANGED = "This scenario was changed since you began. Begin again: your former talk stays below, as far as it came."


@for_staff()
def room(request):
    """Whom one can practise with: all, or who helps to practise a strategy or meets a barrier."""
    known = library(request.user)
    strategy = strategies().get(request.GET.get("strategy", ""))
    barrier = request.GET.get("barrier", "")
    wanted = {barrier} & barriers().keys() or (strategy.barriers if strategy else ())
    code = strategy.code if strategy else ""
    found = practising(known.values(), strategy=code, barriers=wanted) if wanted else known.values()
    context = {
        "scenarios": list(found),
        "strategy": strategy,
        "barrier": barrier,
        "barriers": _barriers(),
        "conditions": _conditions(),
        "talks": talks_of(request.user),
        "observations": observations_of(request.user),
        "observing": observing(request.user),
        "may_write": any(one.role in EDUCATORS for one in memberships_of(request.user)),
    }
    return page(request, "practice/room", context)


@for_staff()
def meet(request, code):
    """Somebody to talk with, before the talk; to post begins it."""
    scenario = library(request.user).get(code)
    if scenario is None:
        raise Http404("No such scenario")
    if request.method == "POST":
        return redirect("talk", ref=actions.begin(scenario=scenario, by=request.user).ref)
    context = {"scenario": scenario, "conditions": _conditions()}
    return page(request, "practice/meet", context)


@for_staff()
def talk(request, ref):
    """The conversation where it stands; to post says something or brings something up."""
    found = _talk(request, ref)
    scenario = _scenario(request, found)
    if found.ended_at:
        return redirect("talk_feedback", ref=ref)
    if scenario is None:
        messages.warning(request, CHANGED)
        return redirect("talk_feedback", ref=ref)
    if request.method == "POST":
        _move(request, found, scenario)
        return redirect("talk_feedback" if found.ended_at else "talk", ref=ref)
    state = actions.state_of(found)
    context = {
        "talk": found,
        "scenario": scenario,
        "stands": standing(scenario, found, state),
        "state": state,
        "last": found.lines[-1] if found.lines else None,
        "skills_of": skills_of,
    }
    return page(request, "practice/talk", context)


def _move(request, found: Talk, scenario: Scenario) -> None:
    """What was posted, unless the page it was posted from is behind the talk: then nothing is said twice."""
    given = request.POST
    if given.get("turn") != str(len(found.lines)):
        return
    try:
        if topic := given.get("topic"):
            actions.bring_up(talk=found, scenario=scenario, code=topic)
        else:
            actions.say(talk=found, scenario=scenario, wording=given.get("say", ""), by=request.user)
    except engine.NotPossible as refused:
        messages.error(request, str(refused))


@require_POST
@for_staff()
def take_back(request, ref):
    try:
        actions.take_back(talk=_talk(request, ref))
    except actions.Refused as refused:
        messages.error(request, str(refused))
    return redirect("talk", ref=ref)


@for_staff()
def feedback(request, ref):
    """What the talk did, counted; the talk again with its marks; one thing to try tomorrow."""
    found = _talk(request, ref)
    scenario = library(request.user).get(found.scenario)
    context = {"talk": found, "scenario": scenario, "done": outcome(scenario, found), "skills_of": skills_of}
    return page(request, "practice/feedback", context)


@require_POST
@for_staff()
def remove(request, ref):
    actions.remove(talk=_talk(request, ref))
    messages.success(request, "The talk is removed.")
    return redirect("practice")


@for_staff(("manager",))
def team(request):
    """How many practised and how sure the team is of its skills, never of fewer than five."""
    at = request.works.organisation
    context = {
        "organisation": at,
        "members": figures.members(at),
        "months": figures.months(at),
        "ratings": figures.ratings(at, SKILLS_RATED),
        "skills": SKILLS_RATED,
        "smallest": figures.SMALLEST,
    }
    return page(request, "practice/team", context)


def _talk(request, ref) -> Talk:
    return get_object_or_404(Talk, ref=ref, learner=request.user)


def _scenario(request, found: Talk) -> Scenario | None:
    """The scenario of a talk, as it was when the talk began."""
    scenario = library(request.user).get(found.scenario)
    return scenario if scenario and scenario.version == found.version else None


def _barriers() -> dict[str, str]:
    return {code: barrier.title for code, barrier in barriers().items()}


def _conditions() -> dict[str, str]:
    return dict(ConditionGroup.objects.values_list("code", "name"))
