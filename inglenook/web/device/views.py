"""The pages and files by which a person's device keeps a copy: the manifest, the worker, what to keep, what is held."""

from datetime import timedelta
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from inglenook.core import clock
from inglenook.people.models import DeviceWriting, Person
from inglenook.people.needs import needs_of
from inglenook.planning.models import FollowUp

from ..me.doors import for_the_person
from . import actions
from .identity import key, who

KEPT_FOR = timedelta(days=30)  # a copy that was not renewed for so long is not shown any more
UNWELL = "/me/unwell/"
# Pages kept although nobody has opened them yet, first those that help most without a connection.
KEPT = (
    UNWELL, "/me/", "/me/plan/", "/me/device/", "/me/results/", "/me/notes/", "/me/readings/add/blood_pressure/",
    "/me/about/", "/me/facts/", "/me/papers/",
)  # fmt: skip


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a browser asks for to put Inglenook among the phone's own programs (W3C Web Application Manifest)."""
    icons = [_icon(192, "any"), _icon(512, "any"), _icon(512, "maskable")]
    said = {
        "id": "/me/",
        "name": "Inglenook",
        "short_name": "Inglenook",
        "description": _("Plan your care together with the people who care for you."),
        "lang": get_language(),
        "start_url": "/me/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f6f4f0",
        "theme_color": "#12474b",
        "icons": icons,
        "shortcuts": [{"name": _("If I become unwell"), "url": UNWELL}, {"name": _("My plan"), "url": "/me/plan/"}],
    }
    return JsonResponse(said, content_type="application/manifest+json")


def _icon(size: int, purpose: str) -> dict:
    name = f"web/icon-{size}{'-maskable' if purpose == 'maskable' else ''}.png"
    return {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps copies: under the person's pages, because a browser lets it act for what lies under it."""
    return HttpResponse(Path(finders.find("web/worker.js")).read_bytes(), content_type="text/javascript")


@require_safe
@for_the_person
def to_keep(request: HttpRequest, person: Person) -> HttpResponse:
    """Whose copy this is and until when, what to keep, and what a device needs to send what waited."""
    open_ones = FollowUp.objects.filter(person=person, done_at=None).values_list("ref", flat=True)
    said = {
        "who": who(request.user),
        "key": key(request.user),
        "token": get_token(request),
        "until": int((clock.now() + KEPT_FOR).timestamp() * 1000),
        "keep": [*KEPT, *_easy(person), *(reverse("my_follow_up", args=[ref]) for ref in open_ones)],
    }
    return JsonResponse(said)


def _easy(person: Person) -> list[str]:
    return [reverse("my_easy_plan")] if needs_of(person).easy_read else []


@require_safe
@for_the_person
def on_this_device(request: HttpRequest, person: Person) -> HttpResponse:
    """What waits to be sent, what could not be put in its place, what can be read; and to forget it all."""
    held = request.user.device_writings.filter(state=DeviceWriting.State.HELD)
    return render(request, "web/device/page.jinja", {"held": held})


@require_safe
@for_the_person
def held(request: HttpRequest, person: Person, ref) -> HttpResponse:
    """One thing that could not be put in its place: the words, why, and the way to look at it again or let it go."""
    writing = _held(request, ref)
    actions.open_again(writing=writing)
    return render(request, "web/device/held.jinja", {"writing": writing})


@require_POST
@for_the_person
def remove_held(request: HttpRequest, person: Person, ref) -> HttpResponse:
    actions.remove(writing=_held(request, ref))
    return redirect("my_device")


def _held(request, ref) -> DeviceWriting:
    return get_object_or_404(request.user.device_writings, ref=ref, state=DeviceWriting.State.HELD)
