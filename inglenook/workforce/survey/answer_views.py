"""The pages on which anybody answers: a link is all that is asked for, and a phone is enough."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from .answer_forms import AnswerForm
from .answering import (
    KEPT,
    Door,
    Over,
    begin,
    door,
    draft_of,
    is_used,
    keep,
    may_begin,
    may_go_on,
    note_view,
    send,
)
from .rules import missing, pages_for, questions_on, said
from .saying import as_said
from .wording import name_of, wording

COOKIE = "survey"
SENT = "sent"


def with_door(view):
    """The view is of a survey; a link that opens none is met with a page that says what to do."""

    @never_cache
    @sensitive_variables("token", "secret")
    @wraps(view)
    def opened(request, token, *args, **kwargs):
        found = door(token)
        if found is None or found.survey.opens_at is None:
            return render(request, "workforce/survey/no_survey.jinja", {}, status=404)
        return view(request, found, *args, **kwargs)

    return opened


def with_draft(view):
    """The view goes on with what was begun; whoever has not begun is sent to the beginning."""

    @with_door
    @wraps(view)
    def resumed(request, door, *args, **kwargs):
        draft = draft_of(door, _secret(request, door))
        if draft is None:
            return redirect("survey_answer", token=door.token)
        if not may_go_on(door.survey):
            return _closed(request, door, draft)
        return view(request, door, draft, *args, **kwargs)

    return resumed


@with_door
def answer(request, door):
    """The first page: what this is, who asks, what becomes of it; then begin, or go on."""
    secret = _secret(request, door)
    if secret == SENT or door.invitation_id and is_used(door):
        return _page(request, door, "thanks", {})
    draft = draft_of(door, secret)
    if not (may_go_on(door.survey) if draft else may_begin(door.survey)):
        return _closed(request, door, draft)
    if request.method == "POST":
        return _begun(request, door, draft)
    note_view(door)
    return _page(request, door, "answer", {"draft": draft, "kept": KEPT})


def _begun(request, door: Door, draft):
    language = _language(request, door, draft)
    secret = _secret(request, door) if draft else begin(door, language=language)
    found = draft or draft_of(door, secret)
    first = pages_for(door.questionnaire, found.answers)[0]
    response = redirect("survey_page", token=door.token, page=first.code)
    return response if door.invitation_id else _hold(request, response, door, secret)


@with_draft
def answer_page(request, door, draft, page):
    """The questions of one topic. What is sent is kept at once, even where something in it needs another look."""
    pages = pages_for(door.questionnaire, draft.answers)
    at = next((number for number, one in enumerate(pages) if one.code == page), None)
    if at is None:
        raise Http404("No such page for these answers")
    questions = list(questions_on(pages[at], draft.answers))
    form = AnswerForm(
        request.POST or None, questions=questions, answers=draft.answers, language=draft.language, seed=draft.seed
    )
    if request.method == "POST" and form.is_valid():
        keep(draft, form.answers())
        return _next(request, door, draft, page)
    context = {
        "form": form,
        "page": pages[at],
        "questions": questions,
        "at": at + 1,
        "pages": len(pages),
        "draft": draft,
    }
    context["before"] = pages[at - 1].code if at else None
    return _page(request, door, "page", context, draft.language, status=422 if form.errors else 200)


def _next(request, door: Door, draft, page: str):
    if "leave" in request.POST:
        return redirect("survey_left", token=door.token)
    codes = [one.code for one in pages_for(door.questionnaire, draft.answers)]
    if "check" in request.GET or codes[-1] == page:
        return redirect("survey_check", token=door.token)
    return redirect("survey_page", token=door.token, page=codes[codes.index(page) + 1])


@with_draft
def left(request, door, draft):
    """Everything is kept; how to come back."""
    link = "" if door.invitation_id else request.build_absolute_uri(f"/s/{door.token}/back/{_secret(request, door)}/")
    return _page(request, door, "left", {"link": link, "draft": draft}, draft.language)


@with_door
def back(request, door, secret):
    """The own link of somebody who left half-way, on this device or another."""
    response = redirect("survey_answer", token=door.token)
    known = not door.invitation_id and draft_of(door, secret)
    return _hold(request, response, door, secret) if known else response


@with_draft
def check(request, door, draft):
    """Everything as it will be sent."""
    lacking = missing(door.questionnaire, draft.answers)
    if request.method == "POST" and not lacking:
        return _send(request, door, draft)
    context = {"draft": draft, "pages": as_said(door.questionnaire, draft), "lacking": lacking}
    return _page(request, door, "check", context, draft.language)


def _send(request, door: Door, draft):
    try:
        send(door, draft)
    except Over:
        return _closed(request, door, draft)
    return _sent(request, door)


def _sent(request, door: Door):
    response = redirect("survey_answer", token=door.token)
    return response if door.invitation_id else _hold(request, response, door, SENT)


@require_POST
@with_door
def somebody_else(request, door):
    """A shared computer: the next colleague begins anew."""
    response = redirect("survey_answer", token=door.token)
    response.delete_cookie(_cookie(door), path="/s/")
    return response


def _closed(request, door: Door, draft):
    """Too late: said kindly, and what was typed is shown to whoever typed it."""
    context = {"pages": as_said(door.questionnaire, draft) if draft else [], "draft": draft, "kept": KEPT}
    language = draft.language if draft else "en"
    return _page(request, door, "closed", context, language)


def _page(request, door: Door, name: str, context: dict, language: str | None = None, status: int = 200):
    language = language or _language(request, door, context.get("draft"))
    words = {
        "door": door,
        "survey": door.survey,
        "asked": door.questionnaire,
        "language": language,
        "LANGUAGE_CODE": language,
        "w": wording(language),
        "said": lambda words: said(words, language),
        "name_of": name_of,
    }
    return render(request, f"workforce/survey/{name}.jinja", words | context, status=status)


def _language(request, door: Door, draft) -> str:
    """The draft's, else what was chosen on the first page, else the first that the survey has."""
    asked = request.POST.get("language") or request.GET.get("language")
    if draft:
        return draft.language
    return asked if asked in door.questionnaire.languages else door.questionnaire.languages[0]


def _cookie(door: Door) -> str:
    return f"{COOKIE}-{door.survey.ref.hex}"


def _secret(request, door: Door) -> str | None:
    return door.secret or request.COOKIES.get(_cookie(door))


def _hold(request, response, door: Door, secret: str):
    """Let this browser keep the secret of its own draft: one cookie, for this survey, read by nothing else."""
    until = door.survey.closes_at + KEPT
    response.set_cookie(
        _cookie(door), secret, expires=until, path="/s/", httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return response
