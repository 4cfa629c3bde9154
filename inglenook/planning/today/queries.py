"""What "Today" lists: tasks, follow-ups and packs not yet answered, most urgent first, with people's last words."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils import timezone

from inglenook.core import clock
from inglenook.core.models import Membership, Organisation, User
from inglenook.core.prepared import prepared
from inglenook.core.roles import Section
from inglenook.messaging.models import Reply
from inglenook.people.api import is_self, memberships_of
from inglenook.people.models import CareTeamMember, Look, Person

from ..models import Answer, FollowUp, Pack, Task
from .kinds import Elsewhere, elsewhere
from .rules import SOON
from .urgent import CLINICIANS

SHOWN = 50  # rows of one kind on one page; the page says when there are more
WAITING = 10  # of people who are waited for, beside all else: there is nothing to do about them yet
KINDS = [*Task.Kind.choices, ("pack", "Not answered yet")]
FOR_ALL = [
    Task.Kind.ALERT,
    Task.Kind.CALL,
    Task.Kind.REPLY,
]  # kinds that stand on every nurse's and GP's list until somebody has them
URGENT_FIRST = ExpressionWrapper(Q(kind__in=[Task.Kind.URGENT_RESULT, Task.Kind.ALERT]), BooleanField()).desc()
TONES = {Task.Kind.URGENT_RESULT: "alarm", Task.Kind.HELP_WANTED: "heed", Task.Kind.ANSWERED: "good", "pack": "calm"}


@dataclass(frozen=True)
class Words:
    """What a person said last, and when."""

    text: str
    at: datetime


@dataclass
class Item:
    """One row: whom for, why, whose, by when, and where it is dealt with."""

    kind: str
    person: Person
    why: str
    due: date
    owner: User | None
    href: str
    due_at: datetime | None = None
    task: Task | None = None
    words: Words | None = None
    elsewhere: Elsewhere | None = None

    @property
    def kind_title(self) -> str:
        return (self.elsewhere and self.elsewhere.title) or dict(KINDS)[self.kind]

    @property
    def tone(self) -> str:
        return self.elsewhere.tone if self.elsewhere else TONES.get(self.kind, "plain")

    @property
    def is_now(self) -> bool:
        """Whether it cannot wait: an urgent result, or a red flag that nobody has seen yet."""
        return self.kind == Task.Kind.URGENT_RESULT or bool(self.elsewhere and self.elsewhere.until)


@dataclass
class Group:
    """Rows that stand together, under a word for how pressing they are."""

    title: str
    note: str
    items: list[Item] = field(default_factory=list)
    more: str = ""  # the kind of which there is more on a list of its own


@dataclass(frozen=True)
class TodayList:
    """The whole page: groups that have rows, and the first thing after them."""

    groups: list[Group]
    following: Item | None
    is_cut: bool = False  # there is more of some kind than one page shows

    @property
    def count(self) -> int:
        return sum(len(group.items) for group in self.groups)


def today_list(user: User, *, team: bool, kind: str = "") -> TodayList:
    """What stands on this user's list, or on the team's. Five statements, whatever its length."""
    waiting = _packs(user, team, SHOWN if kind else WAITING + 1) if kind in ("", "pack") else []
    has_more = not kind and len(waiting) > WAITING
    kinds = (
        _tasks(user, team, kind),
        _follow_ups(user, team) if kind in ("", Task.Kind.FOLLOW_UP) else [],
        waiting[:WAITING] if has_more else waiting,
    )
    items = [item for found in kinds for item in found]
    said = last_words(item.person.pk for item in items)
    for item in items:
        item.words = said.get(item.person.pk)
    more = "pack" if has_more else ""
    return replace(_grouped(items, more), is_cut=any(len(found) == SHOWN for found in kinds))


def practices(user: User) -> QuerySet[Organisation]:
    """The practices whose people the user's memberships reach, for filtering lists (the database decides anyway)."""
    own = [membership.organisation_id for membership in memberships_of(user)]
    return Organisation.objects.filter(Q(pk__in=own) | Q(parent__in=own))


def colleagues(user: User) -> QuerySet[User]:
    """Whom something can be handed to: everybody with a role today in the user's own organisations."""
    own = [membership.organisation_id for membership in memberships_of(user)]
    working = Membership.objects.current().filter(organisation__in=own).exclude(role="administrator")
    return User.objects.filter(pk__in=working.values("user")).order_by("name")


def last_words(people: Iterable[int]) -> dict[int, Words]:
    """The newest thing each person said: in preparation, at a follow-up, in a message. One statement."""
    ids = list(set(people))
    answers = Answer.objects.filter(person__in=ids).exclude(text="").order_by("person", "-answered_at")
    went = FollowUp.objects.filter(person__in=ids, done_at__isnull=False).exclude(their_words="")
    replies = Reply.objects.filter(person__in=ids).exclude(text="").order_by("person", "-received_at")
    newest = answers.distinct("person").values_list("person", "text", "answered_at")
    said = newest.union(
        went.order_by("person", "-done_at").distinct("person").values_list("person", "their_words", "done_at"),
        replies.distinct("person").values_list("person", "text", "received_at"),
        all=True,
    )
    return {person: Words(text, at) for person, text, at in sorted(said, key=lambda row: row[2])}


def caseload(user: User, most: int = SHOWN) -> list[Person]:
    """The people whose care team the user is in."""
    people = Person.objects.filter(careteammembers__user=user, careteammembers__ended_at=None, is_dead=False)
    return list(people.order_by("family_name", "given_name", "pk").distinct()[:most])


def recently_seen(user: User, most: int = 10) -> list[Person]:
    """The people whose pages this user opened last, newest first."""
    looks = Look.objects.filter(viewer=user).select_related("person").order_by("-at")[: most * 5]
    return list({look.person_id: look.person for look in looks}.values())[:most]


def _whose(user: User, team: bool, mine: str = "owner") -> Q:
    if not team:
        return Q(**{mine: user})
    caseload = CareTeamMember.objects.filter(user=user, ended_at=None)
    return Q(practice__in=practices(user)) | Q(person__in=caseload.values("person"))


def _whose_task(user: User, team: bool) -> Q:
    """Beside one's own, a nurse or GP has what is put before the whole team: an alert without an owner."""
    mine = _whose(user, team)
    clinical = [m.organisation_id for m in memberships_of(user) if m.role in CLINICIANS]
    if team or not clinical:
        return mine
    lists = Organisation.objects.filter(Q(pk__in=clinical) | Q(parent__in=clinical))
    return mine | Q(owner=None, kind__in=FOR_ALL, practice__in=lists)


def _tasks(user: User, team: bool, kind: str) -> list[Item]:
    found = Task.objects.filter(_whose_task(user, team), done_at=None).select_related("person__preferences", "owner")
    found = list((found.filter(kind=kind) if kind else found).order_by(URGENT_FIRST, "due_at", "pk")[:SHOWN])
    known = elsewhere(found)
    return [
        Item(
            kind=task.kind,
            person=task.person,
            why=task.reason,
            due=task.snoozed_until or timezone.localdate(task.due_at),
            due_at=task.due_at,
            owner=task.owner,
            href=known[task.pk].href if task.pk in known else f"/tasks/{task.ref}/",
            task=task,
            elsewhere=known.get(task.pk),
        )
        for task in found
    ]


def _follow_ups(user: User, team: bool) -> list[Item]:
    until = clock.today() + SOON
    found = _follow_ups_due(_whose(user, team), until) if team else _own_follow_ups(user.pk, until)
    return [
        Item(
            kind=Task.Kind.FOLLOW_UP,
            person=row.person,
            why=f"How did it go: {row.action.what}",
            due=row.due_on,
            owner=row.owner,
            href=f"/follow-ups/{row.ref}/",
        )
        for row in found
    ]


@prepared
def _own_follow_ups(user: int, until: date) -> QuerySet[FollowUp]:
    return _follow_ups_due(Q(owner=user), until)


def _follow_ups_due(whose: Q, until: date) -> QuerySet[FollowUp]:
    found = FollowUp.objects.filter(whose, done_at=None, due_on__lte=until)
    return found.select_related("person__preferences", "owner", "action").order_by("due_on", "pk")[:SHOWN]


def _packs(user: User, team: bool, most: int) -> list[Item]:
    found = _packs_out(_whose(user, team, "cycle__owner"), most) if team else _own_packs(user.pk, most=most)
    return [
        Item(
            kind="pack",
            person=pack.person,
            why=f"Sent {timezone.localdate(pack.sent_at):%-d %B}, no answer yet",
            due=pack.due_on,
            owner=pack.cycle.owner,
            href=f"/packs/{pack.ref}/",
        )
        for pack in found
    ]


@prepared
def _own_packs(user: int, *, most: int) -> QuerySet[Pack]:
    return _packs_out(Q(cycle__owner=user), most)


def _packs_out(whose: Q, most: int) -> QuerySet[Pack]:
    """Sent, and neither answered nor closed, by itself or with its review."""
    found = Pack.objects.filter(whose, sent_at__isnull=False, answered_at=None, closed_unanswered_at=None)
    return (
        found.filter(cycle__closed_at=None)
        .select_related("person__preferences", "cycle__owner")
        .defer("contents")
        .order_by("due_on", "pk")[:most]
    )


def _grouped(items: list[Item], more: str) -> TodayList:
    """`more` is the kind of which more is waited for than is shown."""
    now, today = Group("Now", "Urgent: see to these first."), Group("Today", "Due today, or late.")
    soon = Group("Soon", "Due in the next two weeks.")
    waiting = Group("Waiting on others", "Nothing to do yet.", more=more)
    for item in sorted(items, key=lambda item: (item.due, item.due_at is None, item.due_at)):
        _group_of(item, now, today, soon, waiting).items.append(item)
    shown = [group for group in (now, today, soon, waiting) if group.items]
    pressing = now.items + today.items
    return TodayList(groups=shown, following=None if pressing else next(iter(soon.items), None))


def _group_of(item: Item, now: Group, today: Group, soon: Group, waiting: Group) -> Group:
    if item.is_now:
        return now
    if item.kind == "pack":
        return waiting
    return today if item.due <= clock.today() else soon


def found_people(user: User, text: str, most: int = 25) -> list[Person]:
    """People on the user's lists whose name, NHS number or date of birth is what was typed."""
    reached = Person.objects.filter(_reached(user)).found_by(text)
    return list(reached.select_related("practice")[:most])


def _reached(user: User) -> Q:
    caseload = CareTeamMember.objects.filter(user=user, ended_at=None)
    return Q(practice__in=practices(user)) | Q(pk__in=caseload.values("person"))


def reads_as_professional(user: User, person: Person) -> bool:
    """Whether the user reads this record by a role of theirs, not as the person or as somebody close to them."""
    practice = person.practice
    near = {practice.pk, practice.parent_id} if practice else set()
    return not is_self(user, person) and any(
        membership.organisation_id in near and Section.RECORD in membership.rights.reads
        for membership in memberships_of(user)
    )
