from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from inglenook.core.models import User
from inglenook.core.roles import Section
from inglenook.people.api import person_for
from inglenook.people.doors import for_readers_of, for_writers_of
from inglenook.planning.today.queries import colleagues

from ..presenting import page
from . import actions
from .forms import AcknowledgeForm, CloseForm, HandOverForm
from .queries import alert_or_404, may_take, seen

REASON = "To see to what you told us between appointments"


@for_readers_of(Section.SUPPORT)
def alert(request, ref):
    """What was said, what it set off, what the person was told, and what can be done now."""
    found = alert_or_404(ref)
    person = person_for(request, found.person.ref, reason=REASON, what="Alert")
    forms = _forms(request, person)
    if request.method == "POST" and (went := _do(request, found, forms)):
        return went
    context = {
        "person": person,
        "seen": seen(found, person),
        "alert": found,
        "forms": forms,
        "form": next((form for form in forms.values() if form.is_bound), None),
        "may_reopen": actions.may_reopen(found),
    }
    return page(request, "alerts/alert", context)


@require_POST
@for_writers_of(Section.SUPPORT)
def reopen(request, ref):
    try:
        actions.reopen(alert=alert_or_404(ref), by=request.user)
        messages.success(request, "It is open again.")
    except actions.Refused as refused:
        messages.error(request, str(refused))
    return redirect("alert", ref=ref)


def _forms(request, person) -> dict:
    data = {name: request.POST if request.POST.get("do") == name else None for name in _DO}
    to = may_take(person, colleagues(request.user))
    return {
        "acknowledge": AcknowledgeForm(data["acknowledge"], auto_id="acknowledge-%s"),
        "close": CloseForm(data["close"], auto_id="close-%s"),
        "hand_over": HandOverForm(data["hand_over"], auto_id="hand_over-%s", colleagues=to),
    }


def _do(request, found, forms):
    """Do what was asked; None when the form has errors."""
    name = request.POST.get("do")
    form = forms.get(name)
    if form is None:
        raise Http404("No such thing to do")
    if not form.is_valid():
        return None
    try:
        said, to = _DO[name](found, form.cleaned_data, request.user)
    except actions.Refused as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, said)
    return redirect(to, **({"ref": found.ref} if to == "alert" else {}))


def _acknowledge(found, given, by):
    actions.acknowledge(alert=found, by=by, note=given["note"])
    return "Noted: it is yours.", "alert"


def _close(found, given, by):
    actions.close(alert=found, by=by, note=given["note"])
    return f"Closed: {found.person.name}.", "alert"


def _hand_over(found, given, by):
    to = User.objects.get(pk=given["to"])
    actions.hand_over(alert=found, to=to, by=by, note=given["note"])
    return f"{to.name} has it now.", "today"


_DO = {"acknowledge": _acknowledge, "close": _close, "hand_over": _hand_over}
