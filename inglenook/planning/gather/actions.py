"""Verbs of gathering: look up the tests, reach people, note how it went."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from inglenook.core import access, clock
from inglenook.core.models import User

from ..actions import take_step
from ..models import Contact, CycleEvent, ReviewCycle, TestNeeded
from ..rules import STEPS, may_take
from . import sql
from .rules import Checks, checks_wanted

ROOM = "SET LOCAL work_mem = '256MB'"  # as for recall: one statement over everybody who is due
OPEN = (TestNeeded.State.NEEDED, TestNeeded.State.BOOKED, TestNeeded.State.NOT_REACHED)
ENDS_IN: dict = {Contact.Outcome.BOOKED: TestNeeded.State.BOOKED, Contact.Outcome.DECLINED: TestNeeded.State.DECLINED}


@dataclass(frozen=True)
class Gathered:
    """What looking up the tests did."""

    on: date
    people: int
    people_with_new: int
    needed: int
    done: int

    @property
    def changed(self) -> bool:
        return bool(self.needed or self.done)

    def as_json(self) -> dict:
        return asdict(self) | {"on": self.on.isoformat()}


@transaction.atomic
def gather(*, on: date, checks: Checks | None = None) -> Gathered:
    """Put down the tests that everybody due needs, and mark those done whose results have come. Safe to repeat."""
    with access.working(), connection.cursor() as cursor:
        cursor.execute(ROOM)
        cursor.execute(*sql.gather(checks or checks_wanted(), on=on, now=clock.now()))
        return Gathered(on, *cursor.fetchone())


@transaction.atomic
def record_contact(
    *, cycle: ReviewCycle, outcome: str, channel: str, by: User, visit_at: datetime | None = None, note: str = ""
) -> Contact:
    """Note an attempt to reach somebody. A booking or a no goes on to the tests; a no ends the cycle for this year.

    Raises StepRefused when somebody declines whose talk has begun.
    """
    cycle = ReviewCycle.objects.select_for_update().get(pk=cycle.pk)
    contact = Contact.objects.create(
        cycle=cycle,
        person_id=cycle.person_id,
        channel=channel,
        at=clock.now(),
        outcome=outcome,
        visit_at=visit_at if outcome == Contact.Outcome.BOOKED else None,
        note=note,
        written_by=by,
    )
    if may_take("gather", cycle.state):
        take_step(cycle=cycle, step="gather", by=by)
    if outcome in ENDS_IN:
        _set_tests(cycle.tests.filter(state__in=OPEN), ENDS_IN[outcome], by)
    if outcome == Contact.Outcome.DECLINED:
        take_step(cycle=cycle, step="decline", by=by, note=note)
    if cycle.owner_id is None:
        take_on(cycle=cycle, by=by)
    return contact


def take_on(*, cycle: ReviewCycle, by: User) -> None:
    """From now on the user sees to this person's review."""
    cycle.owner = by
    cycle.save(update_fields=["owner"])


@transaction.atomic
def give_up(*, cycle: ReviewCycle, by: User, note: str = "") -> None:
    """Could not be reached: a state, so that they are found again. Raises StepRefused."""
    take_step(cycle=cycle, step="lose", by=by, note=note)
    _set_tests(cycle.tests.filter(state__in=OPEN), TestNeeded.State.NOT_REACHED, by)


@transaction.atomic
def come_back(*, cycle: ReviewCycle, by: User, note: str = "") -> None:
    """Who declined or was not reached wants the review after all; their tests are needed again. Raises StepRefused."""
    take_step(cycle=cycle, step="return", by=by, note=note)
    given_up = (TestNeeded.State.DECLINED, TestNeeded.State.NOT_REACHED)
    _set_tests(cycle.tests.filter(state__in=given_up), TestNeeded.State.NEEDED, by)


@transaction.atomic
def set_tests(*, cycle: ReviewCycle, states: dict[str, str], by: User) -> None:
    """Set the states of a person's tests, by the check's code; those unchanged stay as they are."""
    for test in cycle.tests.filter(check_code__in=states):
        if test.state != states[test.check_code]:
            _set_tests(cycle.tests.filter(pk=test.pk), states[test.check_code], by)


def may_undo(contact: Contact, user: User, checks: Checks | None = None) -> bool:
    """Whether the contact is the user's own and of just now."""
    minutes = (checks or checks_wanted()).undo_minutes
    return contact.written_by_id == user.pk and clock.now() - contact.at < timedelta(minutes=minutes)


@transaction.atomic
def undo_contact(*, contact: Contact, by: User) -> bool:
    """Take back a contact just written, with what followed from it; False when it is too late. History keeps it."""
    if not may_undo(contact, by):
        return False
    cycle = contact.cycle
    if contact.outcome in ENDS_IN:
        followed = cycle.tests.filter(state=ENDS_IN[contact.outcome], written_at__gte=contact.at)
        _set_tests(followed, TestNeeded.State.NEEDED, by)
    contact.delete()
    if contact.outcome == Contact.Outcome.DECLINED:
        _take_back_no(cycle, by)
    if not cycle.contacts.exists():
        _take_back_first(cycle, by)
    return True


def _take_back_first(cycle: ReviewCycle, by: User) -> None:
    """It was the first contact that began the gathering."""
    cycle.refresh_from_db(fields=["state"])
    if may_take("restart", cycle.state):
        take_step(cycle=cycle, step="restart", by=by)


def _take_back_no(cycle: ReviewCycle, by: User) -> None:
    """Return to the state before the no, by the steps that lead there."""
    before = CycleEvent.objects.filter(cycle=cycle, step="decline").latest("pk").from_state
    take_step(cycle=cycle, step="return", by=by)
    for step in ("gather", "share"):
        if STEPS[step].ends == before:
            take_step(cycle=cycle, step=step, by=by)


def _set_tests(tests: QuerySet, state, by: User) -> None:
    tests.update(state=state, state_on=clock.today(), written_by=by, written_at=clock.now())
