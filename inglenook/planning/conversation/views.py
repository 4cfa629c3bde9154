"""The conversation page: one form that works without a script, and what its script asks for."""

import json
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from inglenook.core.roles import Section
from inglenook.people.api import person_for, person_of, writes

from ..actions import StepRefused
from ..models import Conversation, ReviewCycle
from ..plan.fields import NotSaved
from . import actions, forms, queries, state
from .presenters import control_id, page_of

REASON = "For your planning conversation"
STATUS = {"too_long": 413, "gone": 404, "ended": 409, "clash": 409}


@login_required
@require_POST
def converse(request, ref):
    cycle = get_object_or_404(ReviewCycle.objects.select_related("person"), ref=ref)
    _must_write(request)
    person_for(request, cycle.person.ref, reason=REASON, what=queries.PAGE)
    try:
        talk = actions.begin(cycle=cycle, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
        return redirect(f"/people/{cycle.person.ref}/")
    return redirect("conversation", talk.ref)


@login_required
@require_http_methods(["GET", "POST"])
def conversation(request, ref):
    talk = _talk(request, ref)
    if request.method == "GET":
        person_of(request, talk, reason=REASON, what=queries.PAGE)
        return _page(request, talk)
    _see_that_look_is_recorded(request, talk)
    wrong = _act(request, talk)
    if wrong:
        return _page(request, _talk(request, ref), wrong=wrong)
    if request.POST.get("do") == "read_back":
        return redirect("read_back", talk.ref)
    if _is_script(request):
        return _page(request, _talk(request, ref))
    return redirect("conversation", talk.ref)


def _act(request, talk: Conversation) -> dict[str, str]:
    """Save the form, then do what the pressed button says. Returns what could not be kept, by address."""
    try:
        if request.POST.get("do") == "reopen":
            talk = actions.begin(cycle=talk.cycle, by=request.user)
        _must_be_open(talk)
        wrong = forms.save_all(talk, request.POST, by=request.user)
        forms.press(talk, request.POST.get("do", ""), by=request.user)
    except (NotSaved, StepRefused) as problem:
        return {"page": str(problem)}
    return wrong


@login_required
@require_POST
def save(request, ref):
    """Save one field as it is typed: {field, was, now} gives {field, now, both, at}, or {code, message}."""
    talk = get_object_or_404(Conversation.objects.select_related("person"), ref=ref)
    _must_write(request)
    _see_that_look_is_recorded(request, talk)
    sent = _json(request)
    try:
        _must_be_open(talk)
        saved = forms.save_at(talk, address=sent["field"], was=sent["was"], now=sent["now"], by=request.user)
    except NotSaved as problem:
        return JsonResponse({"code": problem.code, "message": str(problem)}, status=STATUS.get(problem.code, 422))
    at = timezone.localtime(timezone.now())
    return JsonResponse({"field": sent["field"], "now": saved.now, "both": saved.both, "at": f"{at:%H:%M}"})


@login_required
@require_POST
def since(request, ref):
    """What changed since `mark`, who else is here, and whether the lists are as the asker knows them (`shape`)."""
    now = timezone.now()
    sent = _json(request)
    talk = _talk(request, ref)
    _see_that_look_is_recorded(request, talk)
    actions.note_presence(conversation=talk, field=sent["field"], by=request.user)
    return JsonResponse(
        {
            "fields": state.changed_since(talk, _moment(sent.get("mark", ""), now)),
            "here": state.others_here(talk, request.user),
            "shape": state.shape_of(talk),
            "mark": now.isoformat(),
        }
    )


def _page(request, talk: Conversation, wrong: dict[str, str] | None = None) -> HttpResponse:
    context = page_of(talk, request.user) | {
        "wrong": wrong or {},
        "problems": [{"text": text, "href": f"#{control_id(at)}"} for at, text in (wrong or {}).items()],
        "typed": request.POST if wrong else {},
        "has_errors": bool(wrong),
    }
    return render(request, "planning/conversation/page.jinja", context, status=422 if wrong else 200)


def _talk(request, ref) -> Conversation:
    talk = queries.talk(ref)
    if talk is None:
        raise Http404("No such conversation, or not one you may see")
    _must_write(request)
    return talk


def _must_write(request: HttpRequest) -> None:
    if not writes(request.user, Section.CONVERSATION):
        raise PermissionDenied


def _must_be_open(talk: Conversation) -> None:
    if talk.ended_at:
        raise NotSaved("This conversation has ended and its plan is agreed. Open it again to go on.", "ended")


def _see_that_look_is_recorded(request, talk: Conversation) -> None:
    """Typing and polling belong to one look; whoever comes without having opened the page is recorded here."""
    if not queries.has_looked(request.user, talk):
        person_of(request, talk, reason=REASON, what=queries.PAGE)


def _is_script(request) -> bool:
    return request.headers.get("X-Requested-With") == "conversation"


def _json(request) -> dict[str, str]:
    """The mapping of texts that was sent; what is missing is empty."""
    try:
        sent = json.loads(request.body)
    except ValueError:
        sent = None
    given = sent if isinstance(sent, dict) else {}
    return {key: str(given.get(key, "")) for key in ("field", "was", "now", "mark")}


def _moment(text: str, default: datetime) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return default
