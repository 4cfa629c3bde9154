"""The call list: whom to reach, how, for which tests, and how far that has got."""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When

from ..models import Contact, ReviewCycle, TestNeeded
from .rules import checks_wanted

O = Contact.Outcome  # noqa: E741 - read often in the table below
OPEN_TESTS = (TestNeeded.State.NEEDED, TestNeeded.State.BOOKED)

# Where a person stands on the list, by their cycle's state and their last contact. The first that fits.
STANDINGS = {
    "to_reach": ("To be reached", Q(last=None)),
    "call_back": ("Asked us to call back", Q(last=O.CALL_BACK)),
    "no_answer": ("No answer yet", Q(last__in=[O.NO_ANSWER, O.LEFT_MESSAGE, O.SENT])),
    "wrong_details": ("Details are wrong", Q(last=O.WRONG_DETAILS)),
    "booked": ("Visit booked", Q(last=O.BOOKED)),
    "declined": ("Declined this year", Q(state="declined")),
    "not_reached": ("Could not be reached", Q(state="not_reached")),
}
LISTED_STATES = ("due", "gathering", "declined", "not_reached")


def call_list(cycles: QuerySet[ReviewCycle], on: date) -> QuerySet[ReviewCycle]:
    """The cycles whose people are to be reached, or could not be, each with its `standing`."""
    until = on + timedelta(days=checks_wanted().ahead_days)
    last = Contact.objects.filter(cycle=OuterRef("pk")).order_by("-at", "-pk").values("outcome")[:1]
    listed = cycles.filter(state__in=LISTED_STATES, due_on__lte=until, due_on__gt=on - timedelta(days=366))
    return listed.annotate(last=Subquery(last)).annotate(standing=_standing())


def _standing() -> Case:
    ended = [(name, holds) for name, (_, holds) in STANDINGS.items() if name in LISTED_STATES]
    others = [(name, holds) for name, (_, holds) in STANDINGS.items() if name not in LISTED_STATES]
    whens = [When(holds, then=Value(name)) for name, holds in ended + others]
    return Case(*whens, default=Value("to_reach"), output_field=CharField())


def standings(cycles: QuerySet[ReviewCycle]) -> dict[str, int]:
    """How many stand where, in one query."""
    return dict(cycles.order_by().values_list("standing").annotate(n=Count("pk")))


def tests_of(cycles: list[ReviewCycle]) -> dict[int, list[TestNeeded]]:
    """The tests of each cycle, by the cycle's id."""
    found = defaultdict(list)
    for test in TestNeeded.objects.filter(cycle__in=cycles).order_by("pk"):
        found[test.cycle_id].append(test)
    return found


def attempts_of(cycles: list[ReviewCycle]) -> dict[int, list[Contact]]:
    """The contacts of each cycle, the newest first."""
    found = defaultdict(list)
    for contact in Contact.objects.filter(cycle__in=cycles).select_related("written_by").order_by("-at", "-pk"):
        found[contact.cycle_id].append(contact)
    return found


def order(cycles: QuerySet[ReviewCycle]) -> QuerySet[ReviewCycle]:
    """Who is due first comes first; among them who was tried longest ago."""
    return cycles.select_related("person", "person__preferences", "owner").order_by(F("due_on"), "pk")
