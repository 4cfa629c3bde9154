"""Find help without an account: the one box, what was found, one service, a list to keep."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from inglenook.core import clock
from inglenook.people.api import own_person

from ..models import Service
from .actions import NoNumber, text_list
from .api import search, shown
from .cards import card
from .forms import HelpForm, place_of, wanted_of
from .keeping import codes_of, link_for, qr_code, services_of
from .near import map_of_found
from .search import Hit
from .tally import count

PAGE = 10
FURTHEST = 100  # results that can be paged through
DANGER = {"crisis", "safety"}


@require_http_methods(["GET", "POST"])
def find_help(request):
    """A question is posted, so that a postcode never stands in an address, and answered at one that can be kept."""
    if request.method == "GET":
        return _results(request)
    form = HelpForm(request.POST)
    if not form.is_valid():
        return render(request, "community/find/page.jinja", {"form": form}, status=422)
    return redirect(f"{reverse('find_help')}?{urlencode(form.address(), doseq=True)}")


def _results(request):
    given = request.GET
    person = own_person(request.user) if request.user.is_authenticated else None
    initial = _initial(given) if given else {"place": person.postcode if person else ""}
    context = {"form": HelpForm(initial=initial), "is_person": person is not None}
    if given:
        context |= _found(request, given)
    return render(request, "community/find/page.jinja", context)


def _found(request, given) -> dict:
    start = _start(given.get("from", ""))
    place, words = place_of(given), given.get("q", "")
    wanted = wanted_of(given)
    page = search(words=words, place=place, wanted=wanted, limit=PAGE, offset=start)
    if not start:
        count(page, outward=place.outward if place else "")
    return {
        "page": page,
        "start": start,
        "next": start + PAGE if page.has_more and start + PAGE < FURTHEST else None,
        "is_danger": any(concept.code in DANGER for concept in page.asked.concepts),
        "filtered": wanted != type(wanted)(),
        "map": map_of_found(page.found, place),
        "keep": link_for([one.service for one in page.found]) if page.found else "",
    }


def _initial(given) -> dict:
    names = ("q", "place", "how", "day", "part", "who", "language")
    ticked = {name: given.get(name) == "True" for name in ("free", "lift")}
    return {name: given.get(name, "") for name in names} | ticked | {"access": given.getlist("access")}


def _start(text: str) -> int:
    return min(int(text), FURTHEST) // PAGE * PAGE if text.isascii() and text.isdigit() and len(text) < 5 else 0


@require_safe
def service(request, ref):
    """One service with all its places and times."""
    found = get_object_or_404(Service.objects.select_related("provider", "same_as"), ref=ref)
    if found.same_as:
        return redirect("help_service", found.same_as.ref)
    sites = [at.site for at in found.at_sites.filter(gone_at=None, site__gone_at=None).select_related("site")]
    cards = [card(found, site, on=clock.today()) for site in sites or [None]]
    is_on_offer = found.gone_at is None and found.status == Service.Status.ACTIVE
    context = {"service": found, "cards": cards, "card": cards[0], "is_on_offer": is_on_offer}
    context["is_person"] = request.user.is_authenticated and own_person(request.user) is not None
    return render(request, "community/find/service.jinja", context)


@require_http_methods(["GET", "POST"])
def kept_list(request, codes):
    """A list to print, or to open on a phone from its QR code. Holds services and nothing of who looked.

    Posted, it is texted: to the number of the person who is signed in and to no other, so that nobody is sent texts by
    strangers.
    """
    services = services_of(codes)
    if not services:
        raise Http404("No such list")
    kept = codes_of([one for one, _site in services])
    person = own_person(request.user) if request.user.is_authenticated else None
    address = f"{settings.SITE_URL}{reverse('help_list', args=[kept])}"
    if request.method == "POST":
        return _text(request, person, kept, address)
    hits = [Hit(one.pk, site_id, None, 1.0) for one, site_id in services]
    context = {"found": shown(hits), "address": address, "qr": qr_code(address), "can_text": person is not None}
    return render(request, "community/find/list.jinja", context)


def _text(request, person, kept: str, address: str):
    if person is None:
        raise PermissionDenied
    try:
        text_list(person=person, codes=kept, link=address)
    except NoNumber:
        messages.error(request, _("We have no mobile number for you. Ask your practice to add it."))
    else:
        messages.success(request, _("We are sending this list to your phone."))
    return redirect("help_list", kept)
