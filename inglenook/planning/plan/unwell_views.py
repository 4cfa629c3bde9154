"""If I become unwell: to read, at home, by a carer; and on paper. What is written is written as a part of the plan."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from inglenook.core.roles import Section
from inglenook.kit import languages
from inglenook.people.api import person_for
from inglenook.people.doors import for_readers_of
from inglenook.people.needs import language_of

from ..models import ContingencyPlan, Plan
from ..presenting import called
from .contents import CONTINGENCY
from .fields import shown
from .my_views import for_oneself
from .unwell import Unwell, unwell
from .unwell_paper import cards_pdf, unwell_pdf
from .views import REASON

HELPING = "To help you when you are unwell"
PAGE = "If I become unwell"


@for_oneself
def my_unwell(request, person):
    return _page(request, person, is_own=True)


@login_required
def their_unwell(request, ref):
    person = person_for(request, ref, reason=HELPING, what=PAGE, section=Section.UNWELL)
    return _page(request, person, is_own=False)


def _page(request, person, *, is_own: bool):
    context = {"plans": unwell_plans(person), "called": called(person), "person": person, "is_own": is_own}
    return render(request, "planning/plan/unwell.jinja", context)


def unwell_plans(person) -> list[Unwell]:
    """The person's contingency plans in words, in their order. One statement."""
    rows = ContingencyPlan.objects.filter(person=person, removed_at=None).values(*CONTINGENCY)
    return [unwell(row | {"review_on": shown(row["review_on"])}) for row in rows]


@for_oneself
def my_unwell_on_paper(request, person):
    return _paper(person, unwell_pdf)


@for_oneself
def my_unwell_card(request, person):
    return _paper(person, cards_pdf)


@login_required
def their_unwell_on_paper(request, ref):
    person = person_for(request, ref, reason=HELPING, what=f"{PAGE}, on paper", section=Section.UNWELL)
    return _paper(person, unwell_pdf)


@for_readers_of(Section.UNWELL)
def unwell_on_paper(request, ref):
    plan = get_object_or_404(Plan.objects.select_related("person"), ref=ref)
    return _paper(person_for(request, plan.person.ref, reason=REASON, what=f"{PAGE}, on paper"), unwell_pdf)


def _paper(person, typeset) -> HttpResponse:
    """In the person's language; nothing to print is no page."""
    with languages.speaking(language_of(person)):
        plans = unwell_plans(person)
        pdf = typeset(person, plans) if plans else None
    if pdf is None:
        raise Http404("Nothing is written down yet")
    named = {"Content-Disposition": 'inline; filename="if-i-become-unwell.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=named)
