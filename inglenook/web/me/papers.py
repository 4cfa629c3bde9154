"""A person's own papers: plans as they were agreed, what they wrote to get ready, letters to them."""

from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from inglenook.messaging.letters import render_letters
from inglenook.people.models import Person
from inglenook.planning.models import Pack, PlanVersion
from inglenook.planning.preparation.letters import letter

from .doors import for_the_person


class Paper(NamedTuple):
    """One paper: what it is, from when, where it opens, and where to print it, if there."""

    title: str
    at: datetime
    href: str
    pdf: str = ""


@require_safe
@for_the_person
def papers(request: HttpRequest, person: Person) -> HttpResponse:
    return render(request, "web/me/papers.jinja", {"papers": _papers(person)})


@require_safe
@for_the_person
def my_letter(request: HttpRequest, person: Person, ref) -> HttpResponse:
    """The letter with results and questions, as it was or would have been posted."""
    found = get_object_or_404(_packs(person).select_related("person"), ref=ref)
    return HttpResponse(render_letters([letter(found)])[0], content_type="application/pdf")


def _packs(person: Person):
    return Pack.objects.filter(person=person, sent_at__isnull=False)


def _papers(person: Person) -> list[Paper]:
    """The newest first. Two statements."""
    versions = PlanVersion.objects.filter(person=person).values_list("number", "agreed_at")
    agreed = [Paper(_("My plan, as we agreed it"), at, reverse("my_plan_version", args=[n])) for n, at in versions]
    packs = _packs(person).values_list("ref", "sent_at")
    ready = [Paper(_("Getting ready: my results and what I wrote"), at, *_ways_to_read(ref)) for ref, at in packs]
    return sorted([*agreed, *ready], key=lambda paper: paper.at, reverse=True)


def _ways_to_read(ref) -> tuple[str, str]:
    return reverse("prepare_end", args=[ref]), reverse("my_letter", args=[ref])
