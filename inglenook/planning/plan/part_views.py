"""The pages on which one part of the plan is written: by the person, and by professionals."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from inglenook.core.roles import Section
from inglenook.people.api import person_for
from inglenook.people.doors import for_writers_of

from ..models import Plan
from ..presenting import called
from .editing import PartForm, is_off, keep, new_row, press
from .fields import NotSaved
from .my_views import for_oneself
from .parts import PARTS, Part
from .views import REASON

WAS = "was:"
OWN, STAFF = "kit/person_layout.jinja", "kit/staff_layout.jinja"


@for_oneself
def my_part(request, person, code, ref=None):
    part = PARTS[code]
    plan = Plan.objects.filter(person=person).first() or Plan(person=person, written_by=request.user)
    row = get_object_or_404(part.model, ref=ref, person=person) if ref else _row(request, part, plan)
    return _page(request, part, row, back=_own_back(code), layout=OWN, about={"called": called(person), "is_own": True})


def _own_back(code: str) -> str:
    return reverse("unwell") if code == "unwell" else reverse("my_plan") + f"#{code}"


@for_writers_of(Section.PLAN)
def plan_part(request, code, ref):
    """A row that stands in somebody's plan."""
    part = PARTS[code]
    is_plan = part.model is Plan
    rows = part.model.objects.select_related("person" if is_plan else "plan__person")
    row = get_object_or_404(rows, ref=ref)
    return _staff_page(request, part, row, row if is_plan else row.plan)


@for_writers_of(Section.PLAN)
def new_plan_part(request, code, ref):
    plan = get_object_or_404(Plan.objects.select_related("person"), ref=ref)
    return _staff_page(request, PARTS[code], _row(request, PARTS[code], plan), plan)


def _staff_page(request, part: Part, row, plan: Plan):
    person = person_for(request, plan.person.ref, reason=REASON, what="Plan")
    back = reverse("plan", args=[plan.ref]) + f"#{part.code}"
    return _page(request, part, row, back=back, layout=STAFF, about={"called": called(person), "person": person})


def _row(request, part: Part, plan: Plan):
    if part.model is Plan:
        return plan
    try:
        return new_row(part, plan, request.POST.get("under") or request.GET.get("under", ""))
    except NotSaved as gone:
        raise Http404(str(gone)) from None


def _page(request, part: Part, row, *, back: str, layout: str, about: dict):
    if request.method == "POST" and row.pk and press(row=row, button=request.POST.get("do", ""), by=request.user):
        return redirect(request.path if is_off(row) else back)
    form = PartForm(request.POST or None, part=part, row=row)
    if request.method == "POST" and _kept(request, form):
        messages.success(request, _("Saved."))
        return redirect(back)
    context = about | {
        "part": part,
        "row": row,
        "form": form,
        "back": back,
        "layout": layout,
        "is_off": is_off(row),
        "was": {column: request.POST.get(WAS + column, text) for column, text in form.was().items()},
        "fresh": request.POST.get("ref") or uuid.uuid4(),
        "under": request.POST.get("under") or request.GET.get("under", ""),
        "has_errors": bool(form.errors),
    }
    return render(request, "planning/plan/part.jinja", context, status=422 if form.errors else 200)


def _kept(request, form: PartForm) -> bool:
    if not form.is_valid():
        return False
    _open_plan(form.row)
    was = {name.removeprefix(WAS): text for name, text in request.POST.items() if name.startswith(WAS)}
    for column, problem in keep(form=form, was=was, ref=request.POST.get("ref", ""), by=request.user).items():
        form.add_error(column, problem)
    return form.is_valid()


def _open_plan(row) -> None:
    """The first thing a person writes begins their plan."""
    plan = row if isinstance(row, Plan) else row.plan
    if plan.pk is None:
        plan.save()
        if row is not plan:
            row.plan = plan
