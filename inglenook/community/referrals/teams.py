"""Which team of link workers a referral goes to."""

from django.db.models import Q, QuerySet

from inglenook.core.models import Membership, Organisation, User
from inglenook.people.api import memberships_of
from inglenook.people.models import Person

ROLE = "link_worker"


def teams() -> list[Organisation]:
    """Every organisation in which a link worker works."""
    return list(Organisation.objects.filter(pk__in=_working().values("organisation")))


def team_of(person: Person) -> Organisation | None:
    """The team for somebody on this practice's list: the practice's own, else its network's; None without one."""
    at = person.practice
    if at is None:
        return None
    found = set(_working().filter(organisation__in=[at.pk, at.parent_id]).values_list("organisation", flat=True))
    return at if at.pk in found else at.parent if found else None


def teams_where(user: User) -> list[Organisation]:
    """The teams in which this user is a link worker."""
    return list(dict.fromkeys(m.organisation for m in memberships_of(user) if m.role == ROLE))


def supervised_by(user: User) -> list[Organisation]:
    """The teams whose counts this user reads: those they work in, and those of organisations that they manage."""
    managed = user.memberships.current().filter(role="manager").values("organisation")
    theirs = Q(pk__in=managed) | Q(parent__in=managed) | Q(pk__in=_working().filter(user=user).values("organisation"))
    return list(Organisation.objects.filter(theirs, pk__in=_working().values("organisation")))


def workers(*teams: Organisation) -> QuerySet[User]:
    """The link workers of these teams: of each its own, and its parent's."""
    at = {key for team in teams for key in (team.pk, team.parent_id)}
    found = _working().filter(organisation__in=at).values("user")
    return User.objects.filter(pk__in=found, is_active=True).order_by("name")


def _working():
    return Membership.objects.current().filter(role=ROLE)
