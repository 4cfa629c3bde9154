"""Which programmes there are, for whom."""

from django.db.models import Count, Q, QuerySet

from inglenook.core.models import Organisation, User
from inglenook.people.api import memberships_of

from ..models import Programme
from ..models.programme import AUTHORS

OPEN = Q(enrolments__state__in=["running", "paused", "offered"])


def all_for(user: User) -> QuerySet[Programme]:
    """The shipped ones and those of the user's organisations and of what these belong to, with how many are in them."""
    places = [m.organisation for m in memberships_of(user)]
    around = {place.pk for place in places} | {place.parent_id for place in places if place.parent_id}
    found = Programme.objects.filter(Q(organisation=None) | Q(organisation__in=around))
    return found.select_related("organisation").annotate(people=Count("enrolments", filter=OPEN))


def authored_by(user: User) -> list[Organisation]:
    """The organisations whose programmes this user writes."""
    return [m.organisation for m in memberships_of(user) if m.role in AUTHORS]


def offered_at(practice: Organisation | None) -> list[Programme]:
    """What is in use at a practice; one of its own takes the place of the one above it, and of the shipped one."""
    around = [practice.parent_id, practice.pk] if practice else []
    found = Programme.objects.filter(Q(organisation=None) | Q(organisation__in=around), state=Programme.State.ON)
    rank = {place: number for number, place in enumerate(around, 1)}
    nearest = {one.code: one for one in sorted(found, key=lambda one: rank.get(one.organisation_id, 0))}
    return sorted(nearest.values(), key=lambda one: one.title)
