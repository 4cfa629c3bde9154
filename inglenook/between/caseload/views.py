from django.contrib import messages
from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect

from inglenook.core.roles import Section
from inglenook.people.api import person_for, writes
from inglenook.people.doors import for_readers_of

from ..cover.queries import coworkers
from ..presenting import page
from . import actions
from .forms import HandOverForm
from .queries import ORDERS, Chosen, programmes_of, rows
from .queries import caseload as people_of
from .thread import beside, enrolments, thread

A_PAGE = 50


@for_readers_of(Section.SUPPORT)
def caseload(request):
    """The people somebody supports. Filters stand in the address; a name that is looked for is posted, so it does not.

    Posted with people chosen, it hands them over.
    """
    chosen = _chosen(request.GET)
    text = request.POST.get("q", "") if request.POST.get("do") == "find" else ""
    people = people_of(request.user, chosen, text)
    form = HandOverForm(_posted(request, "hand_over"), coworkers=coworkers(request.user))
    if form.is_valid() and _hand_over(request, people, form):
        return redirect(request.get_full_path())
    shown = Paginator(people, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": shown, "rows": rows(shown), "filters": _filters(request.user, chosen), "form": form, "q": text}
    return page(request, "caseload/caseload", context)


@for_readers_of(Section.SUPPORT)
def person_between(request, ref):
    """One person's programmes, check-ins, messages and alerts in one thread."""
    person = person_for(request, ref, reason="To see how it goes between appointments", what="Between appointments")
    near = beside(person)
    context = {
        "person": person,
        "enrolments": enrolments(person),
        "stops": near["no_messages"],
        "thread": thread(person, near["booked"]),
        "open": near["asked"] if writes(request.user, Section.SUPPORT) else [],
    }
    return page(request, "caseload/person_between", context)


def _posted(request, what: str) -> QueryDict | None:
    return request.POST if request.POST.get("do") == what else None


def _chosen(given: QueryDict) -> Chosen:
    order = given.get("order", "heard")
    return Chosen(
        who=given.get("who", ""),
        programme=given.get("programme", ""),
        only=given.get("only", ""),
        order=order if order in ORDERS else "heard",
    )


def _hand_over(request, people, form) -> bool:
    """Only people of the list itself are handed over, whatever was sent."""
    picked = list(people.filter(ref__in=[ref for ref in request.POST.getlist("person") if len(ref) == 36]))
    if not picked:
        form.add_error(None, "Choose the people to hand over")
        return False
    to = get_object_or_404(coworkers(request.user), pk=form.cleaned_data["to"])
    count = actions.hand_over(people=picked, to=to, by=request.user, note=form.cleaned_data["note"])
    messages.success(request, f"{to.name} has {'one person' if count == 1 else f'{count} people'} from now on.")
    return True


def _filters(user, chosen: Chosen) -> list[dict]:
    only = [("", "Everybody"), ("quiet", "Not heard for two weeks"), ("alert", "With an open alert")]
    items = (
        ("who", "Whose", chosen.who, [("", "Mine"), ("team", "My team’s")]),
        ("programme", "Programme", chosen.programme, [("", "Any"), *programmes_of(user)]),
        ("only", "Only", chosen.only, only),
        ("order", "Order", chosen.order, list(ORDERS.items())),
    )
    return [{"name": name, "label": label, "value": value, "options": options} for name, label, value, options in items]
