"""Packs on their way: each by its channel, each once, none to somebody who has died."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from inglenook.core import access, clock
from inglenook.core.channels import Channel
from inglenook.core.models import User
from inglenook.messaging.api import wake
from inglenook.messaging.models import Message
from inglenook.messaging.models.ledger import WAITING
from inglenook.people.models import Person
from inglenook.people.needs import access_needs

from ..models import Pack, Task
from . import print_runs
from .actions import mark_sent
from .ledger import attach
from .rules import HELP_WITHIN_DAYS, working_days_after
from .team import named_professionals

CALL = "Ring, tell the results and read out the questions; type the answers in under Preparation"
LINKED = (Channel.EMAIL, Channel.LETTER)  # ways that bring a private link
SPOKEN = (Channel.PHONE, Channel.TEXT)  # somebody rings and reads the questions out


@dataclass(frozen=True)
class Sent:
    """How many packs went which way, and how many stay because the person has died or the review is closed."""

    web: int = 0
    email: int = 0
    letter: int = 0
    spoken: int = 0
    withheld: int = 0
    over: int = 0

    @property
    def total(self) -> int:
        return self.web + self.email + self.letter + self.spoken


@transaction.atomic
def send_packs(*, packs: QuerySet[Pack], by: User) -> Sent:
    """Send those of these packs that the actor sees and that are made, not held and not sent."""
    pack_ids = list(packs.values_list("pk", flat=True))
    with access.working():
        ready = Pack.objects.filter(pk__in=pack_ids, sent_at=None, made_at__isnull=False, held_because="")
        ready = ready.filter(closed_unanswered_at=None, message=None)
        over = ready.exclude(cycle__closed_at=None).count()
        ready = ready.filter(cycle__closed_at=None).select_for_update(of=["self"])
        ready = Pack.objects.filter(pk__in=list(ready.values_list("pk", flat=True)))  # two who send at once take turns
        withheld = withhold_from_the_dead(ready)
        ready = ready.filter(closed_unanswered_at=None)
        by_email = Q(channel=Channel.EMAIL) | Q(channel=Channel.WEB) & ~Q(person__email="")
        emails = _email(ready.filter(by_email))
        letters = print_runs.ask(packs=ready.filter(channel=Channel.LETTER), by=by)
        spoken = _ring(ready.filter(channel__in=SPOKEN), by)
        web = mark_sent(packs=ready.filter(channel=Channel.WEB, person__email=""), by=by)
    return Sent(web, emails, letters, spoken, withheld, over)


def withhold_from_the_dead(packs: QuerySet[Pack]) -> int:
    """Close the packs of people who have died: a message that says why stands in the ledger, and nothing goes out."""
    dead = list(packs.exclude(person__in=Person.objects.living(clock.today())))
    for pack in dead:
        if pack.message_id is None:
            attach([pack], channel=pack.channel)
    _suppress(dead, because="Has died")
    Pack.objects.filter(pk__in=[pack.pk for pack in dead]).update(closed_unanswered_at=clock.now())
    return len(dead)


def _call(person: Person) -> str:
    """What to do on the phone, and what to mind."""
    mind = " · ".join(access_needs(person))
    return f"{CALL} · {mind}"[:500] if mind else CALL


def ways(pack: Pack) -> list[Channel]:
    """How a pack may be sent now: any way until it is out, then again by those that bring a new link, until it is
    answered or nobody waits for that any more."""
    if pack.made_at is None or pack.answered_at or pack.unanswered_since:
        return []
    return [way for way in Channel if pack.sent_at is None or way in LINKED]


@transaction.atomic
def change_way(*, pack: Pack, channel: str, by: User) -> bool:
    """Send a pack another way, or once more the same way; whether it may be sent so."""
    with access.working():
        pack = Pack.objects.select_for_update(of=["self"]).select_related("message", "cycle").get(pk=pack.pk)
        if channel not in ways(pack):
            return False
        _suppress([pack], because="Another way was chosen")
        Pack.objects.filter(pk=pack.pk).update(channel=channel, message=None, sent_at=None, written_by=by)
    send_packs(packs=Pack.objects.filter(pk=pack.pk), by=by)
    return True


def _suppress(packs: list[Pack], *, because: str) -> None:
    """Send these no more; what became of a message before stays as it was noted."""
    messages = Message.objects.filter(pk__in=[pack.message_id for pack in packs])
    messages.filter(WAITING).update(suppressed_at=clock.now(), suppressed_because=because)
    messages.update(key=Concat("key", Value(":"), Cast("pk", CharField())))  # so that the same way can be tried again


def _email(packs: QuerySet[Pack]) -> int:
    packs = list(packs)
    attach(packs, channel=Channel.EMAIL)
    if packs:
        transaction.on_commit(wake)
    return len(packs)


def _ring(packs: QuerySet[Pack], by: User) -> int:
    """Put a call on the list of each person's professional: ring, and read the questions out."""
    packs = list(packs.select_related("person__preferences"))
    named = named_professionals([pack.person for pack in packs])
    due_at = working_days_after(clock.now(), HELP_WITHIN_DAYS)
    Task.objects.bulk_create(
        [
            Task(
                key=f"call:{pack.pk}",
                kind=Task.Kind.OTHER,
                person_id=pack.person_id,
                reason=_call(pack.person),
                owner=named.get(pack.person_id),
                due_at=due_at,
            )
            for pack in packs
        ],
        ignore_conflicts=True,
    )
    return mark_sent(packs=Pack.objects.filter(pk__in=[pack.pk for pack in packs]), by=by)
