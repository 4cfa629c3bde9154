"""The plan as professionals read it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from inglenook.core.roles import Section
from inglenook.kit import languages
from inglenook.people.api import person_for, writes
from inglenook.people.doors import for_writers_of
from inglenook.people.needs import language_of

from ..comments.queries import counted
from ..models import Plan
from ..presenting import called
from ..referring.near import help_near
from ..referring.standing import referred
from .changes import changes
from .filled import SHOWN, filled, leave_out
from .imported import imported_of
from .printing import plan_pdf
from .queries import contents_at, plan_to_help, plan_with, standing, version_at, versions_of
from .speaking import spoken
from .standard import lacking

REASON = "To support your plan"
PAGE = "Plan"


@login_required
def plan(request, ref):
    plan = _plan(request, ref)
    versions = versions_of(plan)
    now = standing(plan, versions)
    said = spoken(now)
    imported = imported_of(plan)
    context = {
        "plan": said,
        "filled": filled(plan, said),
        "lacking": lacking(plan.person),
        "imported": imported,
        "originals": {str(one.ref): one for one in imported if one.ref},
        "edit": _edit_address(plan) if writes(request.user, Section.PLAN) else None,
        "finished": plan.done_rows,
        "versions": versions,
        "since": changes(contents_at(versions[0]), now) if versions else [],
        "cycle": plan.cycle,
        "referred": referred(plan),
        "counted": counted(plan),
    }
    return render(request, "planning/plan/page.jinja", _about(plan) | context)


def _edit_address(plan: Plan):
    """Where a professional writes a part of this plan: the row with a ref, or a new one."""
    return lambda code, ref="": reverse(f"plan_{code}", args=[ref]) if ref else reverse(f"new_{code}", args=[plan.ref])


@require_POST
@for_writers_of(Section.PLAN)
def plan_leave_out(request, ref):
    """A section is left out on purpose, by one tap, or no longer."""
    plan = _plan(request, ref)
    code = request.POST.get("section")
    if code not in SHOWN:
        raise Http404("No such section")
    leave_out(plan=plan, code=code, by=request.user, back=request.POST.get("do") == "back")
    return redirect(reverse("plan", args=[ref]) + "#whole")


@login_required
def plan_near(request, ref):
    """What may help near by, as part of the page of the plan, where the look is recorded: services and no record."""
    plan = plan_to_help(ref)
    goals = tuple(row["wording"] for row in plan.goal_rows)
    found = help_near(plan.person, plan.ticked or [], goals, is_own=plan.person.user_id == request.user.pk)
    return render(request, "planning/plan/near.jinja", {"row": plan, "help": found})


@login_required
def plan_version(request, ref, number):
    plan = _plan(request, ref)
    version, changed = version_at(versions_of(plan), number)
    context = {"version": version, "plan": spoken(contents_at(version)), "changed": changed}
    return render(request, "planning/plan/version.jinja", _about(plan) | context)


@login_required
def plan_on_paper(request, ref):
    plan = _plan(request, ref)
    return as_pdf(plan.person, plan)


def as_pdf(person, plan: Plan | None) -> HttpResponse:
    """The plan as it stands, to print in the person's language; nothing to print is no page."""
    if plan is None:
        raise Http404("There is no plan yet")
    versions = versions_of(plan)
    with languages.speaking(language_of(person)):
        pdf = plan_pdf(person=person, plan=spoken(standing(plan, versions)), agreed=next(iter(versions), None))
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="plan.pdf"'}
    )


def _plan(request, ref) -> Plan:
    plan = plan_with(ref)
    plan.person = person_for(request, plan.person.ref, reason=REASON, what=PAGE)
    return plan


def _about(plan: Plan) -> dict:
    return {"row": plan, "person": plan.person, "called": called(plan.person)}
