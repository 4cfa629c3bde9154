"""Pages of what a person knows of their own health: their own, and those of whoever helps them."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inglenook.core.roles import Section
from inglenook.people.actions import TooLate
from inglenook.people.measures import MEASURES
from inglenook.people.own import actions
from inglenook.people.own.readings import keep_reading

from ..whose import Whose, whose
from .forms import ReadingForm
from .kinds import KINDS, Kind
from .queries import facts_of, meaning_of

WHAT = "What you know of your health"
MEASURED = [measure for measure in MEASURES.values() if measure.unit and measure.code not in ("systolic", "diastolic")]


def _for(request, ref, section: Section = Section.FACTS) -> Whose:
    found = whose(request, ref, section, what=WHAT)
    if found is None:
        raise Http404("Nobody's pages")
    return found


def _page(request, template: str, found: Whose, *, status: int = 200, **more):
    context = {"whose": found, "person": found.person, "kinds": KINDS, **more}
    return render(request, f"web/facts/{template}.jinja", context, status=status)


@login_required
def facts(request, ref=None):
    """What others recorded and what the person adds, each with where it comes from."""
    found = _for(request, ref)
    return _page(request, "facts", found, facts=facts_of(found.person), measures=MEASURED)


@login_required
def add(request, kind: Kind, ref=None):
    found = _for(request, ref, kind.section)
    form = kind.form(request.POST or None, initial={"once": uuid.uuid4()})
    if form.is_valid():
        once = form.cleaned_data["once"]
        told = found.told | kind.fixed | form.said()
        actions.add(kind.model, person=found.person, by=request.user, once=once, **told)
        messages.success(request, _("Added."))
        return redirect(f"{found.base}facts/")
    return _page(request, "form", found, form=form, kind=kind, title=kind.adds)


def _row(found: Whose, kind: Kind, row_ref):
    return get_object_or_404(kind.model, ref=row_ref, person=found.person)


@login_required
def change(request, kind: Kind, ref=None, **row):
    """Put right what was added. The kinds that share a table have their own forms."""
    row_ref, ref = _refs(ref, row)
    found = _for(request, ref, kind.section)
    kept = _row(found, kind, row_ref)
    kind = KINDS.get(getattr(kept, "kind", ""), kind)
    form = kind.form(request.POST or None, initial=kind.form.initial_of(kept))
    if form.is_valid():
        actions.change(kept, by=request.user, **form.said())
        messages.success(request, _("Saved."))
        return redirect(f"{found.base}facts/")
    return _page(request, "form", found, form=form, kind=kind, title=kind.changes, row=kept)


@require_POST
@login_required
def remove(request, kind: Kind, ref=None, **row):
    row_ref, ref = _refs(ref, row)
    found = _for(request, ref, kind.section)
    kept = _row(found, kind, row_ref)
    actions.remove(kept, by=request.user)
    return _page(request, "removed", found, kind=kind, row=kept)


@require_POST
@login_required
def undo(request, kind: Kind, ref=None, **row):
    row_ref, ref = _refs(ref, row)
    found = _for(request, ref, kind.section)
    try:
        actions.undo_remove(_row(found, kind, row_ref), by=request.user)
    except TooLate as late:
        messages.error(request, str(late))
    return redirect(f"{found.base}facts/")


def _refs(ref, row: dict) -> tuple:
    """The row's ref and the person's: on one's own pages the only ref is the row's."""
    return (next(iter(row.values())), ref) if row else (ref, None)


@login_required
def add_reading(request, measure: str, ref=None):
    """Type in a reading, and be told at once what it means."""
    if measure not in MEASURES or not MEASURES[measure].unit:
        raise Http404("No such measure")
    found = _for(request, ref)
    if not found.may_write:
        raise PermissionDenied
    form = ReadingForm(request.POST or None, measure=MEASURES[measure], initial={"once": uuid.uuid4()})
    if not form.is_valid():
        return _page(request, "reading", found, form=form, measure=MEASURES[measure])
    once, way = form.cleaned_data["once"], found.told["way"]
    given = {"measure": measure, "numbers": form.numbers, "taken_at": form.taken_at}
    keep_reading(person=found.person, once=once, way=way, by_carer=found.by_carer, **given)
    said = meaning_of(found.person, measure, form.numbers)
    return _page(request, "kept", found, status=201, measure=MEASURES[measure], said=said)
