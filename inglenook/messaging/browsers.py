"""Browsers in which a person wants notices."""

import json
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from inglenook.core.channels import Channel
from inglenook.core.models import User
from inglenook.people.api import own_person
from inglenook.people.models import Person

from .models import ContactPoint

WORKER = Path(__file__).parent / "static" / "messaging" / "worker.js"
# We call whatever address a browser gives, so only those of the makers of browsers.
SERVICES = (
    "fcm.googleapis.com",
    "push.services.mozilla.com",
    "push.apple.com",
    "notify.windows.com",
)


@transaction.atomic
def meet_browser(*, person: Person, endpoint: str, keys: dict[str, str], by: User) -> ContactPoint:
    """Send the person's notices to this browser too. Raises ValueError for an address that is no push service's."""
    address = urlsplit(endpoint)
    host = address.hostname or ""
    if address.scheme != "https" or not any(host == one or host.endswith(f".{one}") for one in SERVICES):
        raise ValueError("no push service known to us")
    wanted = {name: str(keys[name]) for name in ("p256dh", "auth")}
    point, _ = ContactPoint.objects.update_or_create(
        person=person,
        channel=Channel.WEB,
        value=endpoint[:500],
        ended_at=None,
        defaults={"push_keys": wanted, "written_by": by},
    )
    return point


@require_POST
@login_required
def add_browser(request: HttpRequest) -> HttpResponse:
    """Keep what this browser gave us to reach it by."""
    person = own_person(request.user)
    if person is None:
        return redirect("home")
    try:
        said = json.loads(request.POST.get("subscription", ""))
        meet_browser(person=person, endpoint=said["endpoint"], keys=said["keys"], by=request.user)
    except (LookupError, TypeError, ValueError):
        return HttpResponseBadRequest("This browser did not say how to reach it.")
    return redirect("my_messages")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that shows notices: at the root, because a browser lets it act for what lies under it."""
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript")
