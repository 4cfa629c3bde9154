"""What a device sends under a name is done once.

A form that is sent at once goes its usual way. One that waited on the device (`Written-At`) is answered in a word:
done, held because the page did not take it, or known from before. The row that remembers it and what it did stand in
one transaction, so there is never one without the other.
"""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from inglenook.core import clock
from inglenook.core.refs import is_ref

from . import actions

NAME, WRITTEN_AT = "Idempotency-Key", "Written-At"
OLDEST = timedelta(days=365)


def once(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def handle(request):
        name = request.headers.get(NAME)
        if request.method != "POST" or not name or not request.user.is_authenticated:
            return get_response(request)
        if not is_ref(name):
            return HttpResponseBadRequest("The name of what was sent is no UUID.")
        return _receive(request, uuid.UUID(name), get_response)

    return handle


def _receive(request, ref, get_response) -> HttpResponse:
    waited = WRITTEN_AT in request.headers
    request.written_at = written_at(request.headers.get(WRITTEN_AT, ""))
    writing = actions.receive(ref=ref, address=request.path, written_at=request.written_at, by=request.user)
    if writing is None:
        return JsonResponse({"state": "known"}) if waited else redirect("me")
    response = get_response(request)
    if _took(response):
        actions.settle(address=request.path, by=request.user)
    elif waited and response.status_code < 500:
        actions.hold(writing=writing, fields=dict(request.POST.lists()), answer=response.status_code)
    else:
        writing.delete()
    return JsonResponse({"state": writing.state}) if waited and response.status_code < 500 else response


def _took(response) -> bool:
    """A page that took a form leads on, says what came of it (201) or nothing (204); any other shows the form again."""
    return 300 <= response.status_code < 400 or response.status_code in (201, 204)


def written_at(said: str) -> datetime:
    """When a device says something was written, unless its clock is plainly wrong; else now."""
    now = clock.now()
    try:
        moment = parse_datetime(said)
    except ValueError:
        moment = None
    if moment is None or timezone.is_naive(moment) or not now - OLDEST < moment <= now:
        return now
    return moment
