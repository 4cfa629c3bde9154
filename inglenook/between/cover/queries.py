"""Who is away, who covers, and whether anybody is left at the end of a chain."""

from django.db import connection
from django.db.models import QuerySet

from inglenook.core import clock
from inglenook.core.models import Membership, User
from inglenook.people.api import memberships_of

from ..alerts.whose import AWAY, TOLD
from ..models import Cover


def covers(user: User) -> QuerySet[Cover]:
    """Cover now and to come among the people this user works with."""
    found = Cover.objects.filter(user__in=coworkers(user), ends_at__gt=clock.now())
    return found.select_related("user", "covered_by").order_by("starts_at", "pk")


def coworkers(user: User) -> QuerySet[User]:
    """Everybody who can be told about people, in the user's organisations."""
    own = [membership.organisation_id for membership in memberships_of(user)]
    working = Membership.objects.current().filter(organisation__in=own, role__in=TOLD)
    return User.objects.filter(pk__in=working.values("user"), is_active=True).order_by("name")


def stand_ins(at) -> dict[int, int | None]:
    """Who really stands in for everybody away at that moment, chains followed; None where nobody is left."""
    with connection.cursor() as cursor:
        cursor.execute(f"WITH RECURSIVE {AWAY} SELECT user_id, stands FROM stands_in", {"now": at})
        return dict(cursor.fetchall())
