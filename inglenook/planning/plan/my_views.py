"""The plan as its person reads and words it, and as a carer reads it whom they let in."""

import uuid
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from inglenook.core.refs import is_ref
from inglenook.core.roles import Section
from inglenook.people.api import own_person, person_for

from ..comments.queries import counted
from ..models import Goal, Plan
from ..presenting import called
from ..referring.standing import referred
from . import actions
from .changes import changes
from .fields import NotSaved
from .imported import MODELS, adopt, bring_back, imported_for, imported_of, set_aside
from .parts import PARTS
from .queries import contents_at, open_questions, plan_at, standing, version_at, versions_of
from .speaking import spoken
from .views import as_pdf

HELPING = "To help you with your plan"


def for_oneself(view):
    """The view gets the person the user is; carers and others are sent to where they can go."""

    @login_required
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        person = own_person(request.user)
        return view(request, person, *args, **kwargs) if person else redirect("people_i_care_for")

    return wrapped


def edit_address(code: str, ref: str = "") -> str:
    """Where the person writes a part of their plan: the row with this ref, or a new one."""
    return reverse(f"my_{code}", args=[ref]) if ref else reverse(f"my_new_{code}")


@for_oneself
def my_plan(request, person):
    plan, wrong = plan_at(person), {}
    if request.method == "POST":
        if request.POST.get("imported"):
            return _decide(request, person, plan)
        wrong = _write(request, person, plan)
        if not wrong:
            messages.success(request, _("Saved."))
            return redirect("my_plan")
    imported = imported_of(plan) if plan else imported_for(person)
    context = _page_of(plan, reverse("my_plan")) | {
        "called": called(person),
        "is_own": True,
        "imported": imported,
        "edit": edit_address,
        "originals": {str(one.ref): one for one in imported if one.ref},
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
    person = person_for(request, ref, reason=HELPING, what="Plan on paper", section=Section.PLAN)
    return as_pdf(person, _shared_plan(person))


@login_required
def their_plan(request, ref):
    person = person_for(request, ref, reason=HELPING, what="Plan", section=Section.PLAN)
    context = _page_of(_shared_plan(person), reverse("their_plan", args=[ref])) | {"wrong": {}}
    return render(request, "planning/plan/mine.jinja", context | {"called": called(person)})


@login_required
def their_plan_version(request, ref, number):
    person = person_for(request, ref, reason=HELPING, what="Plan version", section=Section.PLAN)
    return _version(request, person, _shared_plan(person), number, reverse("their_plan", args=[ref]))


def _shared_plan(person) -> Plan:
    """The plan, where the person shares it; a row that policies hide is no page."""
    plan = plan_at(person)
    if plan is None:
        raise Http404("No plan, or not one you may see")
    return plan


def _page_of(plan: Plan | None, base: str) -> dict:
    if plan is None:
        return {"base": base, "parts": PARTS}
    versions = versions_of(plan)
    now = standing(plan, versions)
    since = changes(contents_at(versions[0]), now) if versions else []
    goals = {goal["ref"]: goal for goal in now["goals"]}
    about = {"goals": goals, "finished": plan.done_rows, "parts": PARTS, "plan_ref": plan.ref, "counted": counted(plan)}
    return {"base": base, "plan": spoken(now), "versions": versions, "since": since} | about


def _version(request, person, plan: Plan | None, number: int, base: str):
    version, changed = version_at(versions_of(plan) if plan else [], number)
    context = {"version": version, "plan": spoken(contents_at(version)), "changed": changed, "called": called(person)}
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


def _decide(request, person, plan: Plan | None):
    """Take what others recorded into the plan, say it anew, or set it aside."""
    plan = plan or Plan.objects.create(person=person, written_by=request.user)
    kind, _sep, pk = request.POST["imported"].partition(":")
    about = {"plan": plan, "kind": kind, "pk": pk, "text": request.POST.get("text", "")}
    if kind not in MODELS or not pk.isdecimal():
        raise Http404("Nothing of the kind is recorded")
    match request.POST.get("do"):
        case "mine" | "anew" as do:
            row = adopt(**about, by=request.user)
            code = "goals" if isinstance(row, Goal) else "actions"
            return redirect(f"my_{code}", row.ref) if do == "anew" else redirect(reverse("my_plan") + "#mine")
        case "aside":
            set_aside(**about, by=request.user)
        case "back":
            bring_back(**about)
    return redirect(reverse("my_plan") + "#others")


def _add(person, plan: Plan | None, sent, by) -> None:
    words = sent.get("wording", "")
    if not words.strip():
        raise NotSaved(_("Write what you want to be able to do."), "empty")
    plan = plan or Plan.objects.create(person=person, written_by=by)
    ref = uuid.uuid5(plan.ref, sent.get("ref", ""))
    actions.add_goal(plan=plan, ref=ref, wording=words, by=by, in_own_hand=True)
