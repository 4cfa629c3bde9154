"""The on-page phone: what a person would have on theirs, and a box to answer as they would.

Its pages lie behind the door, which sees no person, so they stand as work over everybody: in a demonstration nobody is
real.
"""

import uuid
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inglenook.core import access, clock
from inglenook.core.channels import Channel
from inglenook.core.models import User
from inglenook.messaging import inbox
from inglenook.messaging.gateways.base import Inbound, State, Status
from inglenook.messaging.models import Arrival, ContactPoint, Message
from inglenook.people.models import Person
from inglenook.planning.models import Pack
from inglenook.planning.preparation.invitation import HIDDEN
from inglenook.planning.preparation.links import make_links

SHOWN = 40


@dataclass(frozen=True)
class Owner:
    """Whose phone it is: a person's, or a carer's with what comes about that person."""

    person: Person
    carer: User | None = None

    @property
    def name(self) -> str:
        return self.carer.name if self.carer else self.person.name

    @property
    def given_name(self) -> str:
        return self.carer.name.split(" ")[0] if self.carer else self.person.given_name

    @property
    def href(self) -> str:
        if self.carer:
            return reverse("demo_carer_phone", args=[self.person.ref, self.carer.pk])
        return reverse("demo_phone", args=[self.person.ref])

    @property
    def number(self) -> str:
        points = ContactPoint.objects.filter(person=self.person, carer=self.carer, channel=Channel.TEXT)
        return points.order_by("ended_at", "-entered_at").values_list("value", flat=True).first() or ""

    @property
    def sent(self) -> QuerySet[Message]:
        mine = Message.objects.filter(person=self.person, carer=self.carer, gateway="demo")
        return mine.filter(handed_over_at__isnull=False).order_by("-handed_over_at")


@require_safe
def phones(request):
    """Everybody to whom something was sent."""
    with access.working():
        sent = Message.objects.filter(gateway="demo").order_by().values_list("person", "carer").distinct()[:SHOWN]
        pairs = list(sent)
        people = Person.objects.in_bulk([person for person, _ in pairs])
        carers = User.objects.in_bulk([carer for _, carer in pairs if carer])
        owners = [Owner(people[person], carers.get(carer)) for person, carer in pairs]
    return render(request, "demo/phones.jinja", {"owners": sorted(owners, key=lambda owner: owner.name)})


@require_safe
def mine(request):
    """The phone of the persona the visitor is; all phones for one who has none."""
    with access.working():
        owner = Person.objects.filter(user_id=request.user.pk or 0).first()
    return redirect("demo_phone", ref=owner.ref) if owner else redirect("demo_phones")


@require_http_methods(["GET", "HEAD", "POST"])
def phone(request, ref, carer=None):
    """One phone. What is written here arrives as from any gateway, and the worker reads it."""
    with access.working():
        owner = _owner(ref, carer)
        if request.method == "POST":
            _answer(request, owner.number)
            return redirect(owner.href)
        context = {"owner": owner, "number": owner.number, "said": _thread(owner), "key": uuid.uuid4()}
        _look(owner)
    return render(request, "demo/phone.jinja", context)


@require_POST
def follow_link(request, message):
    """Follow the private link of a message. The ledger keeps none, so a new one is made."""
    with access.working():
        sent = get_object_or_404(Message, ref=message, gateway="demo", kind="pack")
        pack = Pack.objects.filter(person=sent.person).latest("due_on")
        token = make_links([pack])[pack.pk]
    return redirect("pack_link", token)


def _owner(ref, carer: int | None) -> Owner:
    person = Person.objects.filter(ref=ref).first()
    theirs = carer and User.objects.filter(pk=carer, pk__in=_carers_of(person)).first()
    if person is None or carer and not theirs:
        raise Http404("No such phone")
    return Owner(person, theirs)


def _carers_of(person: Person | None) -> QuerySet:
    return ContactPoint.objects.filter(person=person).values("carer")


def _answer(request, number: str) -> None:
    text = request.POST.get("text", "").strip()[:1600]
    if number and text:
        inbound = Inbound(str(request.POST.get("key", ""))[:60] or str(uuid.uuid4()), number, text, clock.now())
        inbox.keep(gateway="demo", channel=Channel.TEXT, inbound=inbound)


def _thread(owner: Owner) -> list[dict]:
    """Messages to the owner and what they wrote, the oldest first."""
    said = Arrival.objects.filter(gateway="demo", sender=owner.number).order_by("-arrived_at")
    both = [
        {"at": m.handed_over_at, "text": m.text, "way": m.get_channel_display(), "link": HIDDEN in m.text and m.ref}
        for m in owner.sent[:SHOWN]
    ]
    both += [{"at": a.arrived_at, "text": a.text, "own": True} for a in said[:SHOWN]]
    return sorted(both, key=lambda one: one["at"])


def _look(owner: Owner) -> None:
    """Opening the phone is seeing what is on it."""
    for ref in owner.sent.filter(seen_at=None).values_list("ref", flat=True)[:SHOWN]:
        inbox.note_status(gateway="demo", status=Status(str(ref), "", State.SEEN))
