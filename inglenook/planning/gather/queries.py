"""The call list: whom to reach, how, for which tests, and how far that has got."""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from ..models import Contact, ReviewCycle, TestNeeded
from .actions import OPEN
from .rules import checks_wanted

O = Contact.Outcome  # noqa: E741 - read often in the table below

# Where a person stands on the list, in words; and after which last contact they stand there.
STANDINGS = {
    "to_reach": "To be reached",
    "call_back": "Asked us to call back",
    "no_answer": "No answer yet",
    "wrong_details": "Details are wrong",
    "booked": "Visit booked",
    "declined": "Declined this year",
    "not_reached": "Could not be reached",
    "all_in": "Tests all in",
}
AFTER = {
    O.CALL_BACK: "call_back",
    O.NO_ANSWER: "no_answer",
    O.LEFT_MESSAGE: "no_answer",
    O.SENT: "no_answer",
    O.WRONG_DETAILS: "wrong_details",
    O.BOOKED: "booked",
}
LISTED = ("due", "gathering")
OUT = ("declined", "not_reached")


def call_list(cycles: QuerySet[ReviewCycle], on: date) -> QuerySet[ReviewCycle]:
    """The cycles whose people are to be reached, or could not be within the year, each with its `standing`."""
    until, year_ago = on + timedelta(days=checks_wanted().ahead_days), on - timedelta(days=366)
    listed = cycles.filter(Q(state__in=LISTED) | Q(state__in=OUT, due_on__gt=year_ago), due_on__lte=until)
    return with_standing(listed)


def with_standing(cycles: QuerySet[ReviewCycle]) -> QuerySet[ReviewCycle]:
    """Each cycle with its `standing`, a key of STANDINGS."""
    after = Case(*(When(outcome=outcome, then=Value(name)) for outcome, name in AFTER.items()))
    last = Contact.objects.filter(cycle=OuterRef("pk")).order_by("-at", "-pk").values(stands=after)[:1]
    tests = TestNeeded.objects.filter(cycle=OuterRef("pk"))
    # Whose cycle has ended, or whose tests are all in, stands there whatever the last contact said. Most have a test
    # open, so that is asked first and mostly alone.
    standing = Case(
        When(state__in=OUT, then=F("state")),
        When(~Exists(tests.filter(state__in=OPEN)) & Exists(tests), then=Value("all_in")),
        default=Coalesce(Subquery(last), Value("to_reach")),
        output_field=CharField(),
    )
    return cycles.annotate(standing=standing)


def standings(cycles: QuerySet[ReviewCycle]) -> dict[str, int]:
    """How many stand where, in one query."""
    return dict(cycles.order_by().values_list("standing").annotate(n=Count("pk")))


def tests_of(cycles: list[ReviewCycle]) -> dict[int, list[TestNeeded]]:
    """The tests of each cycle, by the cycle's id."""
    found = defaultdict(list)
    for test in TestNeeded.objects.filter(cycle__in=cycles).order_by("pk"):
        found[test.cycle_id].append(test)
    return found


def open_checks_of(cycles: list[ReviewCycle]) -> dict[int, list[str]]:
    """The codes of the checks that each cycle still lacks, by the cycle's id."""
    found = defaultdict(list)
    tests = TestNeeded.objects.filter(cycle__in=cycles, state__in=OPEN).order_by("pk")
    for cycle, code in tests.values_list("cycle_id", "check_code"):
        found[cycle].append(code)
    return found


def attempts_of(cycles: list[ReviewCycle]) -> dict[int, list[Contact]]:
    """The contacts of each cycle, the newest first."""
    found = defaultdict(list)
    for contact in Contact.objects.filter(cycle__in=cycles).select_related("written_by").order_by("-at", "-pk"):
        found[contact.cycle_id].append(contact)
    return found


def order(cycles: QuerySet[ReviewCycle]) -> QuerySet[ReviewCycle]:
    """Who is due first comes first."""
    return cycles.select_related("person", "person__preferences", "owner").order_by("due_on", "pk")
