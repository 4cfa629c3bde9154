"""Every request is one transaction in which PostgreSQL knows who asks."""

import zoneinfo
from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from inglenook.core import access

Handler = Callable[[HttpRequest], HttpResponse]

# Pages that look accounts up before anybody is known. They see no person's rows.
DOOR_PATHS = ("/accounts/", "/demo/")

SIGN_OUT = "/accounts/logout/"

POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self';"
    " frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)


def headers(get_response: Handler) -> Handler:
    def handle(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Referrer-Policy", "same-origin")
        if _signed_out(request):
            response.headers.setdefault("Clear-Site-Data", '"cache", "storage"')
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return handle


def _signed_out(request) -> bool:
    """Whether somebody was here when the request came and nobody is now: their device keeps nothing then."""
    user = getattr(request, "user", None)
    return request.method == "POST" and request.path == SIGN_OUT and user is not None and not user.is_authenticated


def one_transaction(get_response: Handler) -> Handler:
    """The request's transaction; when something went wrong inside, all of it is undone."""

    def handle(request):
        with transaction.atomic():
            response = get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    return handle


def stand_as_actor(get_response: Handler) -> Handler:
    """The rest of the request sees what its actor may see: nobody signed in, nobody seen."""

    def handle(request):
        access.take_place(**_place(request))
        response = get_response(request)
        if response.status_code < 500:  # else the transaction is undone, and the place with it
            access.step_back()
        return response

    return handle


def _place(request) -> dict:
    at_door = request.path.startswith(DOOR_PATHS)
    return {
        "role": access.DOOR if at_door else access.WEB,
        "actor_id": request.session.get(SESSION_KEY),
        "link_person_id": request.session.get(access.LINK_SESSION_KEY),
    }


def own_time_zone(get_response: Handler) -> Handler:
    def handle(request):
        name = getattr(request.user, "time_zone", None) or "Europe/London"
        with timezone.override(zoneinfo.ZoneInfo(name)):
            return get_response(request)

    return handle
