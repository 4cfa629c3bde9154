"""Groups to come, how full they are, who is in them, and what a person may join."""

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet, Subquery

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.people.api import memberships_of
from inglenook.people.models import Person

from ..models import Attendance, Group, Meeting, Place
from .actions import HOLDING, OPEN, may_undo
from .rules import listed_for

MOST = 100


def groups_of(user: User) -> QuerySet[Group]:
    """The groups of the organisations where the user works, the next to meet first, the long gone left out."""
    own = [m.organisation_id for m in memberships_of(user)]
    found = Group.objects.filter(Q(organisation__in=own) | Q(organisation__parent__in=own))
    last = Max("meetings__starts_at")
    return _with_next(found.annotate(last=last).filter(last__gte=clock.now() - listed_for()))[:MOST]


def _with_next(groups: QuerySet[Group]) -> QuerySet[Group]:
    coming = Meeting.objects.filter(group=OuterRef("pk"), starts_at__gt=clock.now(), cancelled_at=None)
    following = coming.order_by("starts_at").values("starts_at")[:1]
    found = groups.select_related("leader", "organisation").annotate(next_at=Subquery(following))
    return found.order_by("closed_at", "next_at", "title")


def filled(groups) -> dict[int, tuple[int, int]]:
    """Of each group, how many places are taken and how many people wait, whoever they are. One statement."""
    with access.working():
        counted = (
            Place.objects.filter(group__in=groups, state__in=OPEN)
            .values("group")
            .annotate(taken=Count("pk", filter=Q(state__in=HOLDING)), waiting=Count("pk", filter=Q(state="waiting")))
        )
        return {row["group"]: (row["taken"], row["waiting"]) for row in counted}


def members(group: Group) -> list[Place]:
    """Everybody with a place or waiting for one, and those who left, with the meetings they came to."""
    came = Prefetch("attendances", Attendance.objects.all(), to_attr="marks")
    order = {state: at for at, state in enumerate(Place.State.values)}
    found = Place.objects.filter(group=group).prefetch_related(came)
    return sorted(found, key=lambda p: (-order[p.state] if p.state in OPEN else 1, p.asked_at))


def own_places(person: Person) -> list[Place]:
    """The person's places, those they wait for, and one given back a moment ago."""
    shown = Place.objects.filter(person=person).select_related("group__leader").order_by("-state_at")
    coming = Meeting.objects.filter(group=OuterRef("group"), starts_at__gt=clock.now(), cancelled_at=None)
    shown = shown.annotate(next_at=Subquery(coming.order_by("starts_at").values("starts_at")[:1]))
    return [p for p in shown if p.state in (*OPEN, Place.State.COMPLETED) or may_undo(p)]


def open_to(person: Person) -> list[tuple[Group, int, int]]:
    """Groups near the person that they may join by themselves, with places left and how many wait."""
    if person.practice is None:
        return []
    near = [person.practice_id, person.practice.parent_id]
    mine = Place.objects.filter(group=OuterRef("pk"), person=person, state__in=OPEN)
    local = (
        Q(organisation__in=near) | Q(organisation__parent__in=[i for i in near if i]) | Q(organisation__kind="charity")
    )
    found = Group.objects.filter(local, ~Exists(mine), is_open=True, closed_at=None)
    groups = list(_with_next(found).filter(next_at__isnull=False)[:20])
    counts = filled(groups)
    return [(g, max(0, g.places - counts.get(g.pk, (0, 0))[0]), counts.get(g.pk, (0, 0))[1]) for g in groups]
