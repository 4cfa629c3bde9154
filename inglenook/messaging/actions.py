"""What people and staff decide about messages, and what follows from what came in."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from inglenook.core import access, clock
from inglenook.core.models import Organisation, User
from inglenook.people.models import Person

from . import hooks
from .models import ContactPoint, Message, OwnLimits, Pause, PracticeLimits, Stop

ASKED = "Asked for no messages"
WAITING = {"handed_over_at": None, "failed_at": None, "suppressed_at": None, "lapsed_at": None}


@transaction.atomic
def stop(*, person: Person, topic: str = "", by: User | None = None, point: ContactPoint | None = None) -> Stop:
    """Send the person nothing more (about this topic). What waits is suppressed now, not when it is due."""
    stop, _ = Stop.objects.get_or_create(
        person=person, topic=topic, ended_at=None, defaults={"contact_point": point, "written_by": by}
    )
    keep_back(person=person, topic=topic)
    return stop


def keep_back(*, person: Person, topic: str = "", carer: User | None = None) -> None:
    """Suppress what waits (about this topic) for the person, or for a carer about them, and tell the other rooms."""
    waiting = Message.objects.filter(person=person, carer=carer, **WAITING, claimed_at=None)
    waiting = waiting.exclude(template="").exclude(kind="confirmation").exclude(kind="reply", is_urgent=True)
    waiting = waiting.filter(topic=topic) if topic else waiting
    because = f"{ASKED} about this" if topic else ASKED
    kept_back = list(waiting.values_list("pk", flat=True))
    Message.objects.filter(pk__in=kept_back).update(suppressed_at=clock.now(), suppressed_because=because)
    hooks.on_outcome.tell(kept_back)
    hooks.on_stop.tell(person=person, topic=topic, carer=carer)


@transaction.atomic
def start(*, person: Person, topic: str | None = None, by: User | None = None) -> int:
    """Take the person's no back, for one topic or for all; how many were taken back."""
    stops = Stop.objects.filter(person=person, ended_at=None)
    stops = stops if topic is None else stops.filter(topic=topic)
    ended = stops.update(ended_at=clock.now(), written_by=by)
    hooks.on_start.tell(person=person, topic=topic)
    return ended


@transaction.atomic
def pause(*, person: Person, kind: str, ends_at: datetime | None = None, by: User | None = None) -> Pause:
    """Send nothing for a time."""
    return Pause.objects.create(person=person, kind=kind, starts_at=clock.now(), ends_at=ends_at, written_by=by)


@transaction.atomic
def end_pauses(*, person: Person, by: User | None = None) -> None:
    """The person is back: messages may come again."""
    now = clock.now()
    running = Pause.objects.filter(person=person, starts_at__lt=now)
    for one in running.exclude(ends_at__lte=now):
        one.ends_at, one.written_by = now, by
        one.save(update_fields=["ends_at", "written_by", "written_at"])


@transaction.atomic
def settle_limits(*, practice: Organisation, by: User, **limits) -> PracticeLimits:
    """From now on messages to the practice's people keep these limits, but for those with limits of their own."""
    kept, _ = PracticeLimits.objects.update_or_create(organisation=practice, defaults=limits | {"written_by": by})
    _judge_again(Message.objects.filter(practice=practice))
    return kept


@transaction.atomic
def settle_own_limits(*, person: Person, by: User, **limits) -> OwnLimits:
    """From now on messages to this person keep these limits, whatever their practice has settled."""
    kept, _ = OwnLimits.objects.update_or_create(person=person, defaults=limits | {"written_by": by})
    _judge_again(Message.objects.filter(person=person))
    return kept


@transaction.atomic
def drop_own_limits(*, person: Person) -> None:
    """Messages keep the practice's limits again."""
    OwnLimits.objects.filter(person=person).delete()
    _judge_again(Message.objects.filter(person=person))


def _judge_again(messages: QuerySet[Message]) -> None:
    """Let the outbox look anew at what waits because of limits before."""
    with access.working():
        held = messages.filter(**WAITING, claimed_at=None).exclude(held_because="")
        held.update(not_before=None, held_because="")


@transaction.atomic
def end_contact_point(*, point: ContactPoint | None, because: str) -> bool:
    """Use this number or address no more, and have somebody find out how the person is reached now."""
    if point is None or point.ended_at:
        return False
    point.ended_at, point.ended_because = clock.now(), because
    point.save(update_fields=["ended_at", "ended_because", "written_at"])
    reason = f"{because} ({point.get_channel_display().lower()}): find out how to reach them"
    hooks.on_follow_up.tell(person=point.person, key=f"reach:{point.pk}", reason=reason)
    return True
