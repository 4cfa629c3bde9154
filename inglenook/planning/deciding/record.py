"""More of a decision for the record: who took part, when it was talked about, papers, what is withheld."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from inglenook.core.roles import Section
from inglenook.people.doors import for_staff_of

from ..models import SharedDecision
from . import actions
from .parts import PARTS, Part, PartForm
from .queries import with_record
from .views import open_decision


@for_staff_of(Section.PLAN)
@require_http_methods(["GET", "POST"])
def decision_record(request, ref):
    """Everything here may be left out."""
    decision = open_decision(request, ref, find=with_record)
    chosen = PARTS.get(request.POST.get("do", ""))
    if request.method == "POST" and chosen is None:
        raise Http404("No such part")
    forms = {part: _form(request, decision, part, part is chosen) for part in PARTS.values()}
    if chosen and _keep(request, decision, chosen, forms[chosen]):
        messages.success(request, "Saved.")
        return redirect("decision_record", ref)
    context = {"decision": decision, "person": decision.person, "forms": forms, "form": forms.get(chosen)}
    wrong = bool(chosen and forms[chosen].errors)
    rows = {part.code: getattr(decision, f"{part.code}_rows") for part in PARTS.values() if part.many}
    return render(request, "planning/deciding/record.jinja", context | {"rows": rows}, status=422 if wrong else 200)


def _form(request, decision: SharedDecision, part: Part, is_sent: bool) -> PartForm:
    row = None if part.many else _only_row(decision, part)
    return PartForm(request.POST if is_sent else None, part=part, row=row)


def _only_row(decision: SharedDecision, part: Part):
    return decision if part.model is SharedDecision else getattr(decision, "withheld", None)


def _keep(request, decision: SharedDecision, part: Part, form: PartForm) -> bool:
    """Take off the row that was pressed, or keep the form; False when the form has errors."""
    if off := request.POST.get("off"):
        actions.take_off(decision=decision, model=part.model, ref=off)
        return True
    if form.is_valid():
        actions.keep_part(decision=decision, part=part, values=form.values(), by=request.user)
    return form.is_valid()
