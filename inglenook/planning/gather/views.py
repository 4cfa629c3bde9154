"""The call list, and one person's tests and calls."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inglenook.core import clock
from inglenook.core.roles import Section
from inglenook.people.api import person_for, writes
from inglenook.people.doors import for_readers_of, for_writers_of

from ..actions import StepRefused
from ..models import Contact, ReviewCycle
from . import actions, page, queries
from .forms import ContactForm, states_from

PAGE_SIZE = 50
REASON = "To arrange the tests for your review"


@for_readers_of(Section.CYCLE)
def call_list(request: HttpRequest) -> HttpResponse:
    """Whom to reach for the one visit, how, and how far that has got."""
    asked = page.asked(request, clock.today())
    counts = queries.standings(asked.cycles)
    pages = Paginator(queries.order(asked.listed), PAGE_SIZE)
    pages.count = counts.get(asked.standing, 0) if asked.standing else sum(counts.values())
    shown = pages.get_page(request.GET.get("page"))
    return render(
        request,
        "planning/gather/call_list.jinja",
        {
            "page": shown,
            "rows": page.rows(list(shown)),
            "standings": page.standing_links(counts, request),
            "summary": page.summary(counts),
            "filters": page.filter_items(asked),
        },
    )


@for_readers_of(Section.CYCLE)
def gather(request: HttpRequest, ref) -> HttpResponse:
    """One person: the tests of the one visit, how to reach them, what was tried; and the form to note the next try."""
    cycle = _cycle(ref)
    person_for(request, cycle.person.ref, reason=REASON, what="Tests and calls")
    return _shown(request, cycle, ContactForm(initial={"channel": page.channel_of(cycle.person)}))


def _shown(request: HttpRequest, cycle: ReviewCycle, form: ContactForm) -> HttpResponse:
    facts = page.one(cycle, request.user)
    may_write = writes(request.user, Section.CYCLE)
    return render(request, "planning/gather/gather.jinja", facts | {"form": form, "may_write": may_write})


def _cycle(ref) -> ReviewCycle:
    cycles = queries.with_standing(ReviewCycle.objects.all()).select_related("person__preferences", "owner")
    return get_object_or_404(cycles, ref=ref)


def verb(act: Callable[[HttpRequest, ReviewCycle], str | None]) -> Callable:
    """A POST that does one thing about a cycle, says so on the person's page, or says why it could not."""

    @require_POST
    @for_writers_of(Section.CYCLE)
    @wraps(act)
    def view(request: HttpRequest, ref) -> HttpResponseRedirect:
        try:
            if said := act(request, _cycle(ref)):
                messages.success(request, said)
        except StepRefused as refused:
            messages.error(request, str(refused))
        return redirect("gather", ref=ref)

    return view


@require_POST
@for_writers_of(Section.CYCLE)
def contact(request: HttpRequest, ref) -> HttpResponse:
    """Note an attempt; with errors the page is shown again with what was typed."""
    cycle = _cycle(ref)
    form = ContactForm(request.POST)
    if not form.is_valid():
        person_for(request, cycle.person.ref, reason=REASON, what="Tests and calls")
        return _shown(request, cycle, form)
    said = {name: form.cleaned_data[name] for name in ("outcome", "channel", "note")}
    try:
        actions.record_contact(cycle=cycle, by=request.user, visit_at=form.visit_at, **said)
    except StepRefused as refused:
        messages.error(request, str(refused))
    return redirect("gather", ref=ref)


@verb
def undo(request, cycle):
    contact = get_object_or_404(Contact, cycle=cycle, pk=request.POST.get("contact"))
    undone = actions.undo_contact(contact=contact, by=request.user)
    return "Taken back." if undone else "It is too long ago to undo."


@verb
def tests(request, cycle):
    states = states_from(request.POST, list(cycle.tests.all()))
    actions.set_tests(cycle=cycle, states=states, by=request.user)
    return "Tests saved."


@verb
def take_on(request, cycle):
    actions.take_on(cycle=cycle, by=request.user)
    return "You see to this now."


@verb
def give_up(request, cycle):
    actions.give_up(cycle=cycle, by=request.user)
    return "Noted: could not be reached. They stay on the call list under that name."


@verb
def come_back(request, cycle):
    actions.come_back(cycle=cycle, by=request.user)
    return "Their review is open again."
