"""Where gateways call back: what became of a message, and what came in. Nothing personal stands in an address."""

import json
import logging
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from inglenook.core.channels import Channel

from . import inbox
from .gateways import gateway_named

log = logging.getLogger(__name__)


def for_gateways(view):
    """The view gets the gateway that calls and what it says: with our bearer token, and in JSON."""

    @csrf_exempt
    @require_POST
    @wraps(view)
    def guarded(request: HttpRequest, name: str) -> HttpResponse:
        shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not settings.CALLBACK_TOKEN or not constant_time_compare(shown, settings.CALLBACK_TOKEN):
            return HttpResponse(status=401)
        gateway = gateway_named(name)
        if gateway is None:
            return HttpResponse(status=404)
        try:
            return view(gateway, json.loads(request.body))
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            log.warning("a call from %s could not be read: %s", name, type(error).__name__)
            return HttpResponse(status=400)

    return guarded


@for_gateways
def status(gateway, said) -> HttpResponse:
    """What became of a message. One that we do not know is no fault of the gateway's: it need not call again."""
    return JsonResponse({"known": inbox.note_status(gateway=gateway.name, status=gateway.read_status(said))})


@for_gateways
def inbound(gateway, said) -> HttpResponse:
    """A text message from somebody. It is kept when we answer; said again, it is not kept twice."""
    return JsonResponse(
        {"new": inbox.keep(gateway=gateway.name, channel=Channel.TEXT, inbound=gateway.read_inbound(said))}
    )
