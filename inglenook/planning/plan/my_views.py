"""The plan as its person reads and words it, and as a carer reads it whom they let in."""

import uuid
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from inglenook.core.refs import is_ref
from inglenook.people.api import own_person, person_for

from ..models import Goal, Plan
from ..presenting import called
from ..referring.standing import referred
from . import actions
from .changes import changes
from .fields import NotSaved
from .queries import open_questions, plan_at, standing, version_at, versions_of
from .speaking import spoken
from .views import as_pdf


def for_oneself(view):
    """The view gets the person the user is; carers and others are sent to where they can go."""

    @login_required
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        person = own_person(request.user)
        return view(request, person, *args, **kwargs) if person else redirect("people_i_care_for")

    return wrapped


@for_oneself
def my_plan(request, person):
    plan, wrong = plan_at(person), {}
    if request.method == "POST":
        wrong = _write(request, person, plan)
        if not wrong:
            messages.success(request, "Saved.")
            return redirect("my_plan")
    context = _page_of(plan, reverse("my_plan")) | {
        "called": called(person),
        "is_own": True,
        "ask": open_questions(plan) if plan else {},
        "referred": referred(plan) if plan else {},
        "wrong": wrong,
        "typed": request.POST if wrong else {},
        "has_errors": bool(wrong),
        "fresh": uuid.uuid4(),
    }
    return render(request, "planning/plan/mine.jinja", context, status=422 if wrong else 200)


@for_oneself
def my_plan_version(request, person, number):
    return _version(request, person, plan_at(person), number, reverse("my_plan"))


@for_oneself
def my_plan_on_paper(request, person):
    return as_pdf(person, plan_at(person))


@login_required
def their_plan_on_paper(request, ref):
    person = person_for(request, ref, reason="To help you with your plan", what="Plan on paper")
    return as_pdf(person, _shared_plan(person))


@login_required
def their_plan(request, ref):
    person = person_for(request, ref, reason="To help you with your plan", what="Plan")
    context = _page_of(_shared_plan(person), reverse("their_plan", args=[ref])) | {"wrong": {}}
    return render(request, "planning/plan/mine.jinja", context | {"called": called(person)})


@login_required
def their_plan_version(request, ref, number):
    person = person_for(request, ref, reason="To help you with your plan", what="Plan version")
    return _version(request, person, _shared_plan(person), number, reverse("their_plan", args=[ref]))


def _shared_plan(person) -> Plan:
    """The plan, where the person shares it; a row that policies hide is no page."""
    plan = plan_at(person)
    if plan is None:
        raise Http404("No plan, or not one you may see")
    return plan


def _page_of(plan: Plan | None, base: str) -> dict:
    if plan is None:
        return {"base": base}
    versions = versions_of(plan)
    now = standing(plan, versions)
    since = changes(versions[0].contents, now) if versions else []
    goals = {goal["ref"]: goal for goal in now["goals"]}
    about = {"goals": goals, "finished": plan.done_rows, "plan_ref": plan.ref}
    return {"base": base, "plan": spoken(now), "versions": versions, "since": since} | about


def _version(request, person, plan: Plan | None, number: int, base: str):
    version, changed = version_at(versions_of(plan) if plan else [], number)
    context = {"version": version, "plan": spoken(version.contents), "changed": changed, "called": called(person)}
    return render(request, "planning/plan/my_version.jinja", context | {"base": base})


def _write(request, person, plan: Plan | None) -> dict[str, str]:
    """Keep a goal's new wording and importance, or a new goal. Returns what could not be kept."""
    sent, ref = request.POST, request.POST.get("goal", "")
    try:
        with transaction.atomic():
            _write_goal(person, plan, sent, ref, request.user)
    except NotSaved as problem:
        return {ref: str(problem)}
    return {}


def _write_goal(person, plan: Plan | None, sent, ref: str, by) -> None:
    if ref == "new":
        _add(person, plan, sent, by)
        return
    goal = get_object_or_404(Goal, ref=ref if is_ref(ref) else None, person=person)
    was, now = sent.get("was:wording", ""), sent.get("wording", "")
    actions.write_own_goal(goal=goal, was=was, now=now, by=by)
    was, now = sent.get("was:importance", ""), sent.get("importance", "").strip()
    actions.rate_goal(goal=goal, was=was, now=now, by=by)


def _add(person, plan: Plan | None, sent, by) -> None:
    words = sent.get("wording", "")
    if not words.strip():
        raise NotSaved("Write what you want to be able to do.", "empty")
    plan = plan or Plan.objects.create(person=person, written_by=by)
    ref = uuid.uuid5(plan.ref, sent.get("ref", ""))
    actions.add_goal(plan=plan, ref=ref, wording=words, by=by, in_own_hand=True)
