"""One's own plan in Easy Read: the page, and the same on paper."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from inglenook.people.models import Person

from .easy import easy_plan, easy_plan_pdf
from .my_views import for_oneself
from .queries import plan_at, standing, versions_of
from .speaking import Spoken, spoken


@for_oneself
def my_easy_plan(request, person):
    plan = _plan_of(person)
    if plan is None:
        return redirect("my_plan")  # which says what comes first
    return render(request, "planning/plan/easy.jinja", {"easy": easy_plan(person, plan)})


@for_oneself
def my_easy_plan_on_paper(request, person):
    plan = _plan_of(person)
    if plan is None:
        raise Http404("There is no plan yet")
    return HttpResponse(easy_plan_pdf(person, plan), content_type="application/pdf")


def _plan_of(person: Person) -> Spoken | None:
    plan = plan_at(person)
    return spoken(standing(plan, versions_of(plan))) if plan else None
