"""A coach's people: contacts, last heard, how sure they are, what is next, what was noted last."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, F, IntegerField, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Greatest
from django.utils import timezone

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.messaging.models import Message, Reply
from inglenook.people.models import CareTeamMember, Person
from inglenook.planning.today.queries import Words, last_words, practices

from ..models import Alert, Booking, CheckInAnswer, Enrolment
from .rules import CONTACTS_WITHIN, QUIET_AFTER, way

OPEN = (Enrolment.State.RUNNING, Enrolment.State.PAUSED)
SURE = "sure"  # the code of the question on confidence, in every programme that asks it
ORDERS = {"heard": "Longest silent first", "next": "Next due first", "name": "By name"}


@dataclass(frozen=True)
class Chosen:
    """What the address says: whose people, which of them, in which order."""

    who: str = ""
    programme: str = ""
    only: str = ""
    order: str = "heard"


@dataclass
class Row:
    """One person of the list."""

    person: Person
    sure: list[tuple[date, int]] = field(default_factory=list)
    words: Words | None = None
    note: Booking | None = None

    @property
    def way(self) -> str:
        return way([value for _, value in self.sure])


def caseload(user: User, chosen: Chosen, text: str = "") -> QuerySet[Person]:
    """The people, each with when they were last heard, what is next, their programmes and contacts."""
    running = Enrolment.objects.filter(person=OuterRef("pk"), state__in=OPEN)
    wrote = Reply.objects.filter(person=OuterRef("pk")).order_by("-received_at")
    found = Person.objects.filter(pk__in=_whom(user, chosen), is_dead=False)
    found = found.found_by(text) if text else found
    found = found.annotate(
        last_heard=Greatest(_of(running, Max("last_heard_at")), Subquery(wrote.values("received_at")[:1])),
        next_due=_of(running, Min("next_at")),
        silent_for=_of(running, Max("silent_for")),
        programmes=_of(running, ArrayAgg("programme__title", order_by="programme__title")),
        sent_lately=_recent(Message, "due_at", handed_over_at__isnull=False),
        came_lately=_recent(Reply, "received_at"),
        has_alert=Exists(Alert.objects.filter(person=OuterRef("pk"), closed_at=None)),
    )
    return _only(found, chosen).order_by(*_order(chosen.order)).select_related("preferences", "practice")


def rows(people: Iterable[Person]) -> list[Row]:
    """The same people with how sure they said they were, their last words and the last note. Four statements."""
    found = [Row(person) for person in people]
    keys = [row.person.pk for row in found]
    sure, said, notes = _sure(keys), last_words(keys), _notes(keys)
    for row in found:
        row.sure, row.words, row.note = sure[row.person.pk], said.get(row.person.pk), notes.get(row.person.pk)
    return found


def programmes_of(user: User) -> list[tuple[str, str]]:
    """Codes and titles of programmes under way among these people, for the filter."""
    found = Enrolment.objects.filter(Q(owner=user) | Q(practice__in=practices(user)), state__in=OPEN)
    return list(found.values_list("programme__code", "programme__title").distinct().order_by("programme__title"))


def _in_care(user: User) -> QuerySet:
    return CareTeamMember.objects.filter(user=user, ended_at=None).values("person")


def _whom(user: User, chosen: Chosen) -> QuerySet:
    """Keys of people in the care of the user and in programmes of theirs, or of the whole team's."""
    owner = {"practice__in": practices(user)} if chosen.who == "team" else {"owner": user}
    enrolled = Enrolment.objects.filter(state__in=OPEN, **owner).order_by().values("person")
    return enrolled.union(_in_care(user))


def _only(found: QuerySet[Person], chosen: Chosen) -> QuerySet[Person]:
    if chosen.programme:
        enrolled = Enrolment.objects.filter(programme__code=chosen.programme, state__in=OPEN)
        found = found.filter(pk__in=enrolled.values("person"))
    if chosen.only == "quiet":
        return found.filter(Q(last_heard=None) | Q(last_heard__lt=clock.now() - QUIET_AFTER))
    return found.filter(has_alert=True) if chosen.only == "alert" else found


def _order(order: str) -> list:
    orders = {"heard": F("last_heard").asc(nulls_first=True), "next": F("next_due").asc(nulls_last=True)}
    return [*([orders[order]] if order in orders else []), "family_name", "given_name", "pk"]


def _of(enrolments: QuerySet, aggregate) -> Subquery:
    return Subquery(enrolments.order_by().values("person").annotate(found=aggregate).values("found"))


def _recent(model, when: str, **more) -> Subquery:
    since = {f"{when}__gte": clock.now() - CONTACTS_WITHIN}
    found = model.objects.filter(person=OuterRef("pk"), **since, **more).order_by()
    return Subquery(found.values("person").annotate(found=Count("pk")).values("found"), output_field=IntegerField())


def _sure(keys: list[int]) -> dict[int, list[tuple[date, int]]]:
    """How sure each person said they were, of 10, oldest first: in sessions and in check-ins."""
    booked = Booking.objects.filter(person__in=keys, confidence__isnull=False)
    asked = CheckInAnswer.objects.filter(person__in=keys, question=SURE, value__isnull=False)
    points = booked.values_list("person", "session__starts_at", "confidence").union(
        asked.values_list("person", "answered_at", Cast("value", IntegerField())), all=True
    )
    found = defaultdict(list)
    for person, at, value in sorted(points, key=_when):
        found[person].append((timezone.localdate(at), value))
    return found


def _when(point: tuple[int, datetime, int]) -> datetime:
    return point[1]


def _notes(keys: list[int]) -> dict[int, Booking]:
    noted = Booking.objects.filter(person__in=keys).exclude(note="", outcome="").select_related("session")
    return {row.person_id: row for row in noted.order_by("person_id", "-session__starts_at").distinct("person_id")}
