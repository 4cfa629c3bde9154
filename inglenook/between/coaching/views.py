from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from inglenook.core.roles import Section
from inglenook.people.api import memberships_of, own_person, person_for
from inglenook.people.doors import for_writers_of

from ..models import Booking, Session
from ..presenting import page
from . import actions
from .forms import BookForm, OfferForm, RecordForm
from .queries import bookings_of, may_book, offered_to, own_bookings, sessions_of, taken

GIVE = "To give you a time"
WRITE_UP = "To note how your session went"


@for_writers_of(Section.SUPPORT)
def sessions(request):
    """The coach's own times, and a form to offer one."""
    form = OfferForm(request.POST or None)
    if form.is_valid() and (made := _offered(request, form)):
        return redirect("session", ref=made.ref)
    found = list(sessions_of(request.user))
    return page(request, "coaching/sessions", {"form": form, "sessions": found, "taken": taken(found)})


@for_writers_of(Section.SUPPORT)
def session(request, ref):
    """One session: who has a place, who came, what came of it."""
    found = _session(request, ref)
    people = list(may_book(request.user))
    form = BookForm(request.POST if request.POST.get("do") == "book" else None, people=people)
    if form.is_valid() and _booked(request, found, form):
        return redirect("session", ref=ref)
    rows = list(bookings_of(found))
    context = {
        "session": found,
        "rows": rows,
        "next": actions.suggest_next_of(rows),
        "form": form,
        "taken": taken([found]).get(found.pk, 0),
    }
    return page(request, "coaching/session", context)


@require_POST
@for_writers_of(Section.SUPPORT)
def cancel_session(request, ref):
    told = actions.cancel_session(session=_session(request, ref), by=request.user)
    messages.success(request, f"Cancelled. {told} {'person is' if told == 1 else 'people are'} told.")
    return redirect("sessions")


@for_writers_of(Section.SUPPORT)
def booking(request, pk):
    """One person's place: how it went, the next call, or not needed any more."""
    found = get_object_or_404(Booking.objects.select_related("session__coach", "person"), pk=pk)
    person = person_for(request, found.person.ref, reason=WRITE_UP, what="Session")
    initial = {"state": found.state, "note": found.note, "outcome": found.outcome, "confidence": found.confidence}
    form = RecordForm(request.POST if request.POST.get("do") == "record" else None, initial=initial)
    if request.method == "POST" and (went := _do(request, found, form)):
        return went
    context = {"booking": found, "person": person, "form": form, "next": actions.suggest_next(found)}
    return page(request, "coaching/booking", context | {"may_undo": actions.may_undo(found)})


@login_required
def my_sessions(request):
    """The person's own times, and those they may take."""
    person = own_person(request.user)
    if person is None:
        return redirect("home")
    bookings = own_bookings(person)
    context = {
        "booked": [row for row in bookings if row.state == Booking.State.BOOKED],
        "cancelled": next((row for row in bookings if actions.may_undo(row)), None),
        "offered": offered_to(person),
    }
    return render(request, "between/coaching/my_sessions.jinja", context)


@require_POST
@login_required
def change_my_sessions(request, what, ref):
    """Take a place, give it back, or take it again."""
    person = own_person(request.user)
    if person is None:
        raise Http404("Nobody's own sessions")
    try:
        said = _MINE[what](request, person, ref)
    except actions.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return redirect("my_sessions")


def _take(request, person, ref) -> str:
    found = next((one for one, _left in offered_to(person) if one.ref == ref), None)
    if found is None:
        raise actions.Refused(_("There is no place left. Choose another time."))
    actions.book(session=found, person=person, by=request.user)
    return _("It is yours. We remind you the day before.")


def _give_back(request, person, ref) -> str:
    actions.cancel(booking=get_object_or_404(Booking, person=person, session__ref=ref, state="booked"), by=request.user)
    return _("That is fine. Somebody else can have the place.")


def _take_again(request, person, ref) -> str:
    gone = Booking.objects.filter(person=person, session__ref=ref, state="cancelled").order_by("-written_at").first()
    if gone is None:
        raise Http404("No such place")
    actions.undo_cancel(booking=gone, by=request.user)
    return _("It is yours again.")


_MINE = {"take": _take, "cancel": _give_back, "undo": _take_again}


def _session(request, ref) -> Session:
    return get_object_or_404(Session.objects.select_related("coach", "organisation"), ref=ref, coach=request.user)


def _offered(request, form) -> Session | None:
    at = memberships_of(request.user)[0].organisation
    try:
        return actions.offer(by=request.user, organisation=at, **form.offered())
    except actions.Refused as refused:
        form.add_error("on", str(refused))
        return None


def _booked(request, found, form) -> Booking | None:
    person = person_for(request, UUID(form.cleaned_data["person"]), reason=GIVE, what="Session")
    try:
        made = actions.book(session=found, person=person, by=request.user)
    except actions.Refused as refused:
        form.add_error("person", str(refused))
        return None
    messages.success(request, f"{person.name} has a place, and is told.")
    return made


def _do(request, found, form):
    what = request.POST.get("do")
    if what == "record":
        return _recorded(request, found, form) if form.is_valid() else None
    try:
        said, to = _DO[what](request, found)
    except KeyError:
        raise Http404("No such thing to do") from None
    except actions.Refused as refused:
        messages.error(request, str(refused))
        return redirect("booking", pk=found.pk)
    messages.success(request, said)
    return redirect("booking", pk=to.pk)


def _recorded(request, found, form):
    actions.record(booking=found, by=request.user, **form.cleaned_data)
    messages.success(request, "Kept.")
    return redirect("booking", pk=found.pk)


def _cancel(request, found):
    actions.cancel(booking=found, by=request.user)
    return "Cancelled.", found


def _undo(request, found):
    actions.undo_cancel(booking=found, by=request.user)
    return "The place is theirs again.", found


def _next(request, found):
    return "The next call is booked.", actions.book_next(booking=found, by=request.user)


_DO = {"cancel": _cancel, "undo": _undo, "next": _next}
