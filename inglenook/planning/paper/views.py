"""Paper forms as staff make, find and type them in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from inglenook.core.roles import Section
from inglenook.people.api import memberships_of, person_for, sees, writes
from inglenook.people.doors import for_readers_of

from ..heeding import heed_for_staff
from ..models import PaperForm
from . import actions
from .forms import EntryForm, NumberForm
from .numbers import read_number
from .printing import form_pdf

PAGES = "planning/paper"
RECENT = 20
NOT_FOUND = "There is no form with this number, or not one you may see."


@for_readers_of(Section.PAPERS)
def find(request: HttpRequest) -> HttpResponse:
    """By the number on the paper. It is posted, so that it stands in no log."""
    form = NumberForm(request.POST or None)
    if form.is_valid():
        found = PaperForm.objects.filter(number=form.cleaned_data["number"]).first()
        if found:
            return redirect("paper_form", found.ref)
        form.add_error("number", NOT_FOUND)
    waiting = PaperForm.objects.filter(entered_at=None).select_related("person")[:RECENT]
    return render(request, f"{PAGES}/find.jinja", {"form": form, "waiting": waiting})


@login_required
def by_code(request: HttpRequest, form_number: str) -> HttpResponse:
    """Where the code on the paper leads: staff to the screen for it, the person themselves to their plan."""
    form = get_object_or_404(PaperForm, number=read_number(form_number))
    return redirect("paper_form", form.ref) if memberships_of(request.user) else redirect("my_plan")


@for_readers_of(Section.PAPERS)
def enter(request: HttpRequest, ref) -> HttpResponse:
    """Type a form in. What was typed stays on the page when something cannot be kept.

    Beside a question stands what is printed there, for those who read the plan.
    """
    paper_form = _form(request, ref)
    entry = EntryForm(request.POST or None, form=paper_form)
    may_write, printed = writes(request.user, Section.PAPERS), getattr(paper_form, "printed", None)
    context = {"paper": paper_form, "person": paper_form.person, "form": entry, "may_write": may_write}
    context |= {"printed": printed.said if printed else {}, "reads_plan": sees(request.user, Section.PLAN)}
    if request.method != "POST":
        return render(request, f"{PAGES}/enter.jinja", context)
    if not may_write:
        raise PermissionDenied
    if entry.is_valid() and (answer := _enter(request, paper_form, entry)):
        return answer
    return render(request, f"{PAGES}/enter.jinja", context, status=409 if entry.is_valid() else 422)


def _enter(request: HttpRequest, paper_form: PaperForm, entry: EntryForm) -> HttpResponse | None:
    """Keep it; None when it was kept before, which the page then says beside what was typed."""
    said = entry.said()
    said_by = said.pop("said_by", "")
    words = "\n".join(value if isinstance(value, str) else "\n".join(value) for value in said.values())
    where, key = "On a paper form", f"form:{paper_form.pk}"
    heed_for_staff(request, person=paper_form.person, words=words, where=where, key=key)
    try:
        actions.enter(form=paper_form, said=said, said_by=said_by, by=request.user)
    except actions.AlreadyEntered as twice:
        paper_form.refresh_from_db()
        messages.error(request, str(twice))
        return None
    messages.success(request, "Saved. It stands in the plan and among the answers.")
    return redirect("their_forms", paper_form.person.ref)


@for_readers_of(Section.PLAN)
def paper(request: HttpRequest, ref) -> HttpResponse:
    large = {"large": True, "normal": False}.get(request.GET.get("print", ""))
    return HttpResponse(form_pdf(_form(request, ref), large_print=large), content_type="application/pdf")


@for_readers_of(Section.PAPERS)
def theirs(request: HttpRequest, ref) -> HttpResponse:
    """A person's forms; from here one is made."""
    person = person_for(request, ref, reason="To give you your plan on paper", what="Paper forms")
    if request.method == "POST":
        if not writes(request.user, Section.PLAN):
            raise PermissionDenied
        made = actions.make_form(person=person, by=request.user)
        messages.success(request, f"Form {made.number} is ready to print.")
        return redirect("their_forms", ref)
    forms = PaperForm.objects.filter(person=person).select_related("entered_by")
    context = {"person": person, "forms": forms, "may_make": writes(request.user, Section.PLAN)}
    context |= {"reads_plan": sees(request.user, Section.PLAN)}
    return render(request, f"{PAGES}/theirs.jinja", context)


def _form(request: HttpRequest, ref) -> PaperForm:
    """The form, if the actor may see its person; the look is recorded."""
    found = PaperForm.objects.filter(ref=ref).select_related("person", "entered_by", "printed").first()
    if found is None:
        raise Http404(NOT_FOUND)
    found.person = person_for(request, found.person.ref, reason="To type in your form", what="Paper form")
    return found
