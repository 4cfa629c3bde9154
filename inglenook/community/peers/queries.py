"""Volunteers, how many people each has, and who would fit a person."""

from django.db.models import Count, Max, Q, QuerySet

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.people.api import memberships_of
from inglenook.people.models import ConditionGroup, Person
from inglenook.people.needs import language_of

from ..models import PeerContact, PeerMatch, PeerSupporter
from ..models.peer import COORDINATORS
from .rules import Volunteer, Wish, fit, lacking, supervision_due

OPEN = Q(matches__state__in=["proposed", "started"])


def has_now(peer: PeerSupporter) -> int:
    return PeerMatch.objects.filter(peer=peer, state__in=["proposed", "started"]).count()


def volunteers_for(user: User) -> QuerySet[PeerSupporter]:
    """Those whom this coordinator looks after, with how many people each has and when they last talked."""
    own = [m.organisation_id for m in memberships_of(user) if m.role in COORDINATORS]
    found = PeerSupporter.objects.filter(Q(organisation__in=own) | Q(organisation__parent__in=own))
    counted = found.annotate(has=Count("matches", filter=OPEN, distinct=True), talked_on=Max("supervisions__on"))
    return counted.exclude(state="ended").select_related("user", "organisation").order_by("user__name")


def overdue(peer: PeerSupporter) -> bool:
    """Whether a supervision talk is late; counted from when they became ready to meet people."""
    started = peer.agreed_on or peer.trained_on
    return bool(started and peer.state == "ready" and supervision_due(peer.talked_on, started) < clock.today())


def volunteer_of(peer: PeerSupporter, has: int) -> Volunteer:
    names = ("languages", "lived_with", "availability", "outward_code", "dbs_on", "references_on", "agreed_on")
    given = {name: getattr(peer, name) for name in (*names, "trained_on", "most")}
    return Volunteer(**given, has_now=has)


def suited(
    person: Person, user: User, *, conditions: list[str], availability: list[str]
) -> list[tuple[PeerSupporter, int, list[str]]]:
    """Volunteers who could walk beside this person, the best first, each with why; none that lacks what they must have.

    `conditions` are those that the person wants somebody to have lived with: nothing is read from their record.
    """
    outward = person.postcode.split(" ")[0].upper() if " " in person.postcode else ""
    wish = Wish(language_of(person), conditions, availability, outward)
    names = dict(ConditionGroup.objects.values_list("code", "plain_name"))
    found = []
    for peer in volunteers_for(user).filter(state="ready"):
        volunteer = volunteer_of(peer, peer.has)
        if not lacking(volunteer, clock.today()) and (fits := fit(volunteer, wish, names)):
            found.append((peer, *fits))
    return sorted(found, key=lambda row: (-row[1], row[0].has, row[0].user.name))


def matches_of(user: User) -> list[PeerMatch]:
    """The volunteer's people and those they are asked about, the next to be met first."""
    return list(PeerMatch.objects.filter(peer_user=user, state__in=["proposed", "started"]))


def worries(user: User) -> QuerySet:
    """Worries that nobody has seen to yet, the oldest first."""
    own = [m.organisation_id for m in memberships_of(user) if m.role in COORDINATORS]
    found = PeerContact.objects.filter(Q(organisation__in=own) | Q(organisation__parent__in=own), worry_seen_at=None)
    return found.exclude(worry="").select_related("match__peer_user", "by").order_by("at")
