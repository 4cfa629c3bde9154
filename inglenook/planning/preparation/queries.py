"""Reads of preparation: who is ready for a pack, and the ledger of packs with its counts."""

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When

from inglenook.core import clock
from inglenook.core.models import Organisation, User
from inglenook.people.api import memberships_of
from inglenook.people.models import Person

from ..models import Pack, ReviewCycle, TestNeeded
from .rules import OUTSTANDING, READY_STATES

STAGES = {
    "due": "Due, not made yet",
    "held": "Held: a result must be seen first",
    "made": "Made, not sent",
    "on_its_way": "On its way",
    "not_out": "Did not go out: choose another way",
    "sent": "Sent",
    "opened": "Opened",
    "answered": "Answered",
    "not_answered": "Not answered",
}
NOT_OUT = (
    Q(message__suppressed_at__isnull=False) | Q(message__failed_at__isnull=False) | Q(message__lapsed_at__isnull=False)
)
STAGE = Case(
    When(answered_at__isnull=False, then=Value("answered")),
    When(Q(closed_unanswered_at__isnull=False) | Q(cycle__closed_at__isnull=False), then=Value("not_answered")),
    When(opened_at__isnull=False, then=Value("opened")),
    When(sent_at__isnull=False, then=Value("sent")),
    When(NOT_OUT, then=Value("not_out")),
    When(message__isnull=False, then=Value("on_its_way")),
    When(~Q(held_because=""), then=Value("held")),
    When(made_at__isnull=False, then=Value("made")),
    default=Value("due"),
    output_field=CharField(),
)


def practices_of(user: User) -> QuerySet[Organisation]:
    """The organisations of the user's memberships and those right under them."""
    own = [membership.organisation_id for membership in memberships_of(user)]
    return Organisation.objects.filter(Q(pk__in=own) | Q(parent__in=own))


def ready_cycles(user: User, *, text: str = "") -> QuerySet[ReviewCycle]:
    """Cycles with nothing left to gather and no pack, soonest first; `text` is a name or an NHS number."""
    people = Person.objects.living(clock.today())
    if text := text.strip():
        people = people.found_by(text)
    outstanding = TestNeeded.objects.filter(cycle=OuterRef("pk"), state__in=OUTSTANDING)
    return (
        ReviewCycle.objects.filter(practice__in=practices_of(user), state__in=READY_STATES, pack=None)
        .filter(~Exists(outstanding), person__in=people)
        .select_related("person")
        .order_by("due_on", "pk")
    )


def ledger(user: User, *, stage: str = "", channel: str = "", text: str = "") -> QuerySet[Pack]:
    """Packs with their `stage` (of `STAGES`), as filtered; `text` is a name, an NHS number or a letter's reference."""
    packs = Pack.objects.filter(practice__in=practices_of(user)).annotate(stage=STAGE)
    if stage:
        packs = packs.filter(stage=stage)
    if channel:
        packs = packs.filter(channel=channel)
    if text := text.replace("\0", "").strip():
        named = Q(person__in=Person.objects.found_by(text))
        packs = packs.filter(named | Q(ref__startswith=text) if len(text) == 8 else named)
    return packs.select_related("person__preferences", "message__print_run", "cycle").order_by("due_on", "pk")


def counts(packs: QuerySet[Pack]) -> dict[str, int]:
    """How many packs stand at each stage, every stage named."""
    found = dict(packs.order_by().values_list("stage").annotate(count=Count("pk")))
    return {stage: found.get(stage, 0) for stage in STAGES}
