from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from inglenook.core.models import User
from inglenook.core.roles import Section
from inglenook.people.api import person_for, writes
from inglenook.people.results import readings_of

from ...comments.queries import address_of
from ...models import Task
from ...strategies.beside import beside
from .. import actions
from ..forms import HandOverForm, NoteForm, SnoozeForm, UrgentForm
from ..glance import agreed_actions, said_by
from ..kinds import elsewhere
from ..queries import KINDS, colleagues, today_list
from . import for_staff, page

REASON = "To see to something that is due for you"
FILTERS = ("who", "kind")
THREAD = ("comment__plan", "comment__goal", "comment__action")
ABOUT = ("result", "answer", "decision", "plan_task__plan", *THREAD)


@for_staff
def today(request):
    """The professional's list. `open` names the task or person whose panel stands beside it."""
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    context = {"chosen": chosen, "filters": _filters(chosen), "side": _side(request)}
    if request.htmx:
        return page(request, "_side", context)
    context["list"] = today_list(request.user, team=chosen["who"] == "team", kind=chosen["kind"])
    context["just_done"] = _just_done(request)
    return page(request, "today", context)


@for_staff
def task(request, ref):
    """One task: why, the person's words, and what can be done about it."""
    found = _task(ref)
    if known := elsewhere([found]):
        return redirect(known[found.pk].href)
    person = person_for(request, found.person.ref, reason=REASON, what="Task")
    forms = _forms(request, found)
    if request.method == "POST" and (went := _do(request, found, forms)):
        return went
    readings = readings_of(person).rows
    context = {
        "task": found,
        "person": person,
        "forms": forms,
        "form": next((form for form in forms.values() if form.is_bound), None),
        "readings": [row for row in readings if found.result and _shows(row, found.result)],
        "said": said_by(person)[:3],
        "may_undo": actions.may_undo(found),
        "thread": address_of(found.comment) if found.comment else None,
    }
    return page(request, "task", context)


@for_staff
@require_POST
def undo(request, ref):
    try:
        actions.undo_finish(task=_task(ref), by=request.user)
        messages.success(request, "It is open again.")
    except actions.Refused as refused:
        messages.error(request, str(refused))
    return redirect(_back(request))


def _task(ref) -> Task:
    return get_object_or_404(Task.objects.select_related("person", "owner", *ABOUT), ref=ref)


def _shows(reading, result) -> bool:
    return result.measure in (reading.measure.code, *reading.measure.parts)


def _forms(request, task) -> dict:
    """The forms of a task by the name of what they do; the one that was sent is bound."""
    kinds = {"finish": UrgentForm if task.kind == Task.Kind.URGENT_RESULT else NoteForm, "snooze": SnoozeForm}
    data = {name: request.POST if request.POST.get("do") == name else None for name in (*kinds, "hand_over")}
    forms = {name: kind(data[name], auto_id=f"{name}-%s") for name, kind in kinds.items()}
    hand_over = HandOverForm(data["hand_over"], auto_id="hand_over-%s", colleagues=colleagues(request.user))
    return forms | {"hand_over": hand_over}


def _do(request, task, forms):
    """Do what was asked and go back to the list; None when the form has errors."""
    name = request.POST.get("do")
    form = forms.get(name)
    if form is None:
        raise Http404("No such thing to do")
    if not form.is_valid():
        return None
    try:
        said = _DO[name](task, form, request.user)
    except actions.Refused as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, said)
    return redirect(_back(request, done=task.ref if name == "finish" else ""))


def _finish(task, form, by) -> str:
    actions.finish(task=task, by=by, note=form.cleaned_data["note"])
    return f"Done: {task.person.name}."


def _snooze(task, form, by) -> str:
    actions.snooze(task=task, until=form.until(), because=form.cleaned_data["because"], by=by)
    return f"Put off: {task.person.name}."


def _hand_over(task, form, by) -> str:
    to = User.objects.get(pk=form.cleaned_data["to"])
    actions.hand_over(item=task, to=to, by=by)
    return f"{to.name} has it now."


_DO = {"finish": _finish, "snooze": _snooze, "hand_over": _hand_over}


def _back(request, **more) -> str:
    """The list as it was filtered."""
    kept = {name: request.POST.get(name, "") for name in FILTERS} | more
    return reverse("today") + "?" + urlencode({name: value for name, value in kept.items() if value})


def _filters(chosen) -> list[dict]:
    return [
        {"name": "who", "label": "Whose", "value": chosen["who"], "options": [("", "Mine"), ("team", "My team’s")]},
        {"name": "kind", "label": "What", "value": chosen["kind"], "options": [("", "Everything"), *KINDS]},
    ]


def _just_done(request) -> Task | None:
    """What was closed a moment ago, for as long as it can be undone."""
    ref = _uuid(request.GET.get("done"))
    done = ref and Task.objects.filter(ref=ref).select_related("person").first()
    return done if done and actions.may_undo(done) else None


def _side(request) -> dict | None:
    """The person whose panel is open beside the list."""
    ref = _uuid(request.GET.get("open"))
    if ref is None:
        return None
    person = person_for(request, ref, reason=REASON, what="Today")
    said, agreed = said_by(person), agreed_actions(person)
    way = None
    if writes(request.user, Section.PLAN):
        way = beside(person, [*(one.went_words for one in agreed), *(one.text for one in said)])
    return {"person": person, "said": said[:3], "actions": agreed[:5], "way": way}


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
