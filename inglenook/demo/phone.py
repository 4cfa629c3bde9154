"""The on-page phone: what a person would have on theirs, and a box to answer as they would.

Its pages lie behind the door, which sees no person, so they stand as work over everybody: in a demonstration nobody is
real.
"""

import uuid

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from inglenook.core import access, clock
from inglenook.core.channels import Channel
from inglenook.messaging import inbox
from inglenook.messaging.gateways.base import Inbound, State, Status
from inglenook.messaging.models import Arrival, ContactPoint, Message
from inglenook.people.models import Person

SHOWN = 40


@require_safe
def phones(request):
    """Everybody to whom something was sent, the newest first."""
    with access.working():
        people = Person.objects.filter(messages__gateway="demo").distinct()
        owners = list(people.order_by("family_name", "given_name")[:SHOWN])
    return render(request, "demo/phones.jinja", {"owners": owners})


@require_safe
def mine(request):
    """The phone of the persona the visitor is; all phones for one who has none."""
    with access.working():
        owner = Person.objects.filter(user_id=request.user.pk or 0).first()
    return redirect("demo_phone", ref=owner.ref) if owner else redirect("demo_phones")


@require_http_methods(["GET", "HEAD", "POST"])
def phone(request, ref):
    """One person's phone. What is written here arrives as from any gateway, and the worker reads it."""
    with access.working():
        owner = Person.objects.filter(ref=ref).first()
        if owner is None:
            raise Http404("No such phone")
        if request.method == "POST":
            _answer(request, owner)
            return redirect("demo_phone", ref=ref)
        context = {"owner": owner, "number": _number(owner), "said": _thread(owner), "key": uuid.uuid4()}
        _look(owner)
    return render(request, "demo/phone.jinja", context)


def _answer(request, owner: Person) -> None:
    number, text = _number(owner), request.POST.get("text", "").strip()[:1600]
    if number and text:
        inbound = Inbound(str(request.POST.get("key", ""))[:60] or str(uuid.uuid4()), number, text, clock.now())
        inbox.keep(gateway="demo", channel=Channel.TEXT, inbound=inbound)


def _number(owner: Person) -> str:
    points = ContactPoint.objects.filter(person=owner, carer=None, channel=Channel.TEXT)
    return points.order_by("ended_at", "-entered_at").values_list("value", flat=True).first() or ""


def _thread(owner: Person) -> list[dict]:
    """Messages to the person and what they wrote, the oldest first."""
    sent = Message.objects.filter(person=owner, handed_over_at__isnull=False, gateway="demo").order_by(
        "-handed_over_at"
    )
    said = Arrival.objects.filter(gateway="demo", sender=_number(owner)).order_by("-arrived_at")
    both = [{"at": m.handed_over_at, "text": m.text, "way": m.get_channel_display()} for m in sent[:SHOWN]]
    both += [{"at": a.arrived_at, "text": a.text, "own": True} for a in said[:SHOWN]]
    return sorted(both, key=lambda one: one["at"])


def _look(owner: Person) -> None:
    """Opening the phone is seeing what is on it."""
    unseen = Message.objects.filter(person=owner, gateway="demo", handed_over_at__isnull=False, seen_at=None)
    for ref in unseen.values_list("ref", flat=True)[:SHOWN]:
        inbox.note_status(gateway="demo", status=Status(str(ref), "", State.SEEN))
