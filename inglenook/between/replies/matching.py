"""Which check-in a reply answers: the one it was written under, else the newest open. One statement for many."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from inglenook.core import clock
from inglenook.messaging.models import Reply

from ..models import CheckIn
from ..rules import StepKind

PUT_RIGHT_FOR = timedelta(hours=48)  # an answered one can still be put right
LATE_FOR = timedelta(days=7)  # an answer to a lapsed one is late, and still an answer
RELATED = (
    "enrolment__programme",
    "enrolment__owner",
    "enrolment__carer",
    "step",
    "person__practice",
    "person__preferences",
)


@dataclass(frozen=True)
class Match:
    """A reply and the check-ins it may answer, the likeliest first."""

    reply: Reply
    check_ins: tuple[CheckIn, ...] = ()

    @property
    def first(self) -> CheckIn | None:
        return self.check_ins[0] if self.check_ins else None

    @property
    def taken_for(self) -> str:
        if self.first.lapsed_at:
            return "late"
        return "correction" if self.first.answered_at else "answer"


def matches(replies: list[Reply]) -> dict[int, Match]:
    """By the reply's key."""
    asked = defaultdict(list)
    for check_in in _asked({reply.person_id for reply in replies}):
        asked[check_in.person_id, check_in.enrolment.carer_id].append(check_in)
    return {reply.pk: Match(reply, _order(reply, asked[reply.person_id, reply.carer_id])) for reply in replies}


def _asked(people: set[int]) -> Iterable[CheckIn]:
    """Check-ins of these people that can still be answered, newest first."""
    now = clock.now()
    is_open = Q(answered_at=None, lapsed_at=None)
    recent = Q(answered_at__gt=now - PUT_RIGHT_FOR) | Q(lapsed_at__gt=now - LATE_FOR)
    return (
        CheckIn.objects.filter(is_open | recent, person__in=people, step__kind=StepKind.CHECK_IN, due_at__lte=now)
        .select_related(*RELATED)
        .order_by("-due_at", "-pk")
    )


def _order(reply: Reply, check_ins: list[CheckIn]) -> tuple[CheckIn, ...]:
    """The one written under, then those open; only where none is, those answered or lapsed lately."""
    under = [one for one in check_ins if reply.message_id and one.message_id == reply.message_id]
    waiting = [one for one in check_ins if not one.answered_at and not one.lapsed_at]
    rest = [one for one in check_ins if one not in waiting]
    return tuple(dict.fromkeys([*under, *(waiting or rest)]))
