"""One's own log: entries, one supervisor's look, self-rating, the CPD record. Nobody else's page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from inglenook.core import clock

from ..doors import for_staff
from ..models import Reflection
from ..practice.queries import observations_of
from ..practice.rating import SCALE
from ..presenting import page
from . import actions
from .forms import PeriodForm, RatingForm, ReflectionForm, SupervisorForm, last_year
from .identifying import mark_of
from .paper import record_csv, record_pdf
from .queries import colleagues, identifying, log, ratings_of, record, shown_to, trends


@for_staff()
def reflections(request):
    """The user's own entries, with a search, and what there is beside."""
    search = request.GET.get("q", "")
    context = {
        "entries": log(request.user, search=search, number=request.GET.get("page")),
        "search": search,
        "shown": shown_to(request.user),
        "observations": observations_of(request.user),
    }
    return page(request, "reflections/log", context)


@for_staff()
def write(request, ref=None):
    """A new entry, or a change to one; what could say who a person is is shown before it is kept."""
    entry = _own(request, ref) if ref else None
    form = ReflectionForm(request.POST or None, initial=_initial(request, entry))
    found = []
    if form.is_valid():
        found = identifying(request.user, form.texts())
        if not found or request.POST.get("looked") == mark_of(found):
            kept = actions.write(by=request.user, entry=entry, **form.cleaned_data)
            messages.success(
                request,
                f"Kept. {kept.shown_to} can read it too." if kept.shown_to else "Kept. Nobody reads it but you.",
            )
            return redirect("reflection", ref=kept.ref)
    context = {"form": form, "entry": entry, "findings": found, "looked": mark_of(found)}
    return page(request, "reflections/write", context)


def _initial(request, entry: Reflection | None) -> dict:
    if entry:
        return {name: getattr(entry, name) for name in ReflectionForm.base_fields}
    about = request.GET.get("about", "")[:200]
    return {"on": clock.today(), "happened": f"Practised: {about}. " if about else ""}


@for_staff()
def reflection(request, ref):
    """One entry; to post shows it to one supervisor."""
    entry = _own(request, ref)
    near = colleagues(request.user)
    form = SupervisorForm(request.POST or None, colleagues=near)
    if form.is_valid():
        chosen = next(one for one in near if str(one.pk) == form.cleaned_data["to"])
        actions.show(entry=entry, to=chosen)
        messages.success(request, f"{chosen.name} can read this entry. You can take it back at any time.")
        return redirect("reflection", ref=ref)
    return page(request, "reflections/entry", {"entry": entry, "form": form})


@require_POST
@for_staff()
def take_back(request, ref):
    actions.take_back(entry=_own(request, ref))
    messages.success(request, "Taken back. Nobody reads it but you.")
    return redirect("reflection", ref=ref)


@for_staff()
def remove(request, ref):
    """Asked once more, since nothing is kept of what is removed."""
    entry = _own(request, ref)
    if request.method == "POST":
        actions.remove(entry=entry)
        messages.success(request, "The entry is removed for good.")
        return redirect("reflections")
    return page(request, "reflections/remove", {"entry": entry})


@for_staff()
def shown(request, ref):
    """An entry that a colleague shows the reader."""
    entry = get_object_or_404(Reflection.objects.select_related("author"), ref=ref, shown_to=request.user)
    return page(request, "reflections/shown", {"entry": entry})


@for_staff()
def skills(request):
    """How sure the user is of each skill, and how that has moved."""
    known = ratings_of(request.user)
    form = RatingForm(request.POST or None, initial={c: str(n) for c, n in known[-1].scores.items()} if known else {})
    if form.is_valid():
        actions.rate(by=request.user, scores=form.scores())
        messages.success(request, "Kept, for you alone. Your team’s mean takes it in without your name.")
        return redirect("skills")
    return page(request, "reflections/skills", {"form": form, "trends": trends(known), "known": known, "scale": SCALE})


@for_staff()
def cpd_record(request):
    """The CPD record of a period: on the page, as PDF, as CSV."""
    form = PeriodForm(request.GET if "first-day" in request.GET else None, initial=last_year())
    period = last_year() if not form.is_bound else form.cleaned_data if form.is_valid() else None
    rows = record(request.user, **period) if period else []
    kind = request.GET.get("as")
    if period and kind == "pdf":
        return _file(record_pdf(owner=request.user, rows=rows, **period), "application/pdf", "cpd-record.pdf")
    if period and kind == "csv":
        return _file(record_csv(rows), "text/csv; charset=utf-8", "cpd-record.csv")
    minutes = sum(row["minutes"] or 0 for row in rows)
    return page(request, "reflections/record", {"form": form, "rows": rows, "minutes": minutes})


def _file(content, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)


def _own(request, ref) -> Reflection:
    return get_object_or_404(Reflection.objects.select_related("shown_to"), ref=ref, author=request.user)
