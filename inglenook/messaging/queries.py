"""Reads of the ledger: what was sent to whom, and what came of it."""

from datetime import timedelta

from django.db.models import Case, CharField, Count, Q, QuerySet, Sum, Value, When

from inglenook.core import clock
from inglenook.core.models import Organisation, User
from inglenook.kit.marking import marked
from inglenook.people.api import memberships_of
from inglenook.people.models import Person

from .models import ContactPoint, Message, Pause, Reply, Stop

STATES = {
    "answered": "Answered",
    "failed": "Did not arrive",
    "seen": "Seen",
    "delivered": "Delivered",
    "handed_over": "Handed over",
    "suppressed": "Not sent",
    "lapsed": "Lapsed",
    "on_its_way": "On its way",
    "held": "Held back",
    "due": "Due",
}
OWN_STATES = {  # the same to the person themselves
    "answered": marked("You answered"),
    "failed": marked("Did not arrive"),
    "seen": marked("You saw it"),
    "delivered": marked("Arrived"),
    "handed_over": marked("Sent"),
    "suppressed": marked("Not sent"),
    "lapsed": marked("Not sent"),
    "on_its_way": marked("On its way"),
    "held": marked("Waits"),
    "due": marked("Will come"),
}
_WHEN = {
    "answered": Q(answered_at__isnull=False),
    "failed": Q(failed_at__isnull=False),
    "seen": Q(seen_at__isnull=False),
    "delivered": Q(delivered_at__isnull=False),
    "handed_over": Q(handed_over_at__isnull=False),
    "suppressed": Q(suppressed_at__isnull=False),
    "lapsed": Q(lapsed_at__isnull=False),
    "on_its_way": Q(claimed_at__isnull=False),
    "held": ~Q(held_because=""),
}
STATE = Case(
    *(When(asked, then=Value(state)) for state, asked in _WHEN.items()),
    default=Value("due"),
    output_field=CharField(),
)
SHOWN = timedelta(days=30)


def ledger(user: User, *, channel: str = "", text: str = "") -> QuerySet[Message]:
    """Messages of the last 30 days to the user's people, each with its `state` (of STATES), newest first."""
    since = clock.now() - SHOWN
    own = [membership.organisation_id for membership in memberships_of(user)]
    practices = Organisation.objects.filter(Q(pk__in=own) | Q(parent__in=own))
    messages = Message.objects.filter(practice__in=practices, due_at__gte=since).annotate(state=STATE)
    if channel:
        messages = messages.filter(channel=channel)
    if text.strip():
        messages = messages.filter(person__in=Person.objects.found_by(text))
    return messages.select_related("person", "carer").order_by("-due_at", "-pk")


def counts(messages: QuerySet[Message]) -> dict[str, int]:
    """How many messages are in each state, every state named."""
    found = dict(messages.order_by().values_list("state").annotate(count=Count("pk")))
    return {state: found.get(state, 0) for state in STATES}


def cost(messages: QuerySet[Message]) -> dict:
    """Parts and pence of the texts among them that were handed over."""
    sent = messages.filter(handed_over_at__isnull=False)
    return sent.order_by().aggregate(segments=Sum("segments"), pence=Sum("cost_pence"))


def thread(person: Person) -> list[Message | Reply]:
    """Everything that was sent to the person and that they, or a carer of theirs, said, newest first; 200 at most."""
    sent = Message.objects.filter(person=person).annotate(state=STATE).select_related("carer")[:200]
    said = Reply.objects.filter(person=person).select_related("carer")[:200]
    both = [(message.due_at, message) for message in sent] + [(reply.received_at, reply) for reply in said]
    return [one for _, one in sorted(both, key=lambda pair: pair[0], reverse=True)][:200]


def stops_of(person: Person) -> QuerySet[Stop]:
    """What the person wants no messages about; without a topic, about anything."""
    return Stop.objects.filter(person=person, ended_at=None)


def standing(person: Person) -> dict:
    """What keeps messages back just now, and by what the person is reached."""
    now = clock.now()
    return {
        "stops": list(stops_of(person)),
        "pauses": list(Pause.objects.filter(Q(ends_at=None) | Q(ends_at__gt=now), person=person, starts_at__lte=now)),
        "points": list(ContactPoint.objects.filter(person=person).select_related("carer").order_by("-entered_at")),
    }
