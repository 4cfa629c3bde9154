"""Who answers for a person: the professional named to them in packs and letters, and given their calls for help."""

from collections.abc import Iterable

from django.db.models import F

from inglenook.core.models import Membership, User
from inglenook.people.models import CareTeamMember, Person

CLINICIANS = ("nurse", "gp")


def named_professionals(people: Iterable[Person]) -> dict[int, User]:
    """By the person's key: their named professional, else another clinician of their team, else one of their practice.

    People of a practice without clinicians are missing.
    """
    people = list(people)
    of_practice = _of_practices({person.practice_id for person in people})
    found = {person.pk: of_practice[person.practice_id] for person in people if person.practice_id in of_practice}
    # The last one written wins: somebody named before anybody else.
    members = CareTeamMember.objects.filter(person__in=people, ended_at=None, role__in=CLINICIANS)
    for member in members.select_related("user").order_by("is_named_professional", "-pk"):
        found[member.person_id] = member.user
    return found


def named_professional(person: Person) -> User | None:
    return named_professionals([person]).get(person.pk)


def _of_practices(practice_ids: set[int]) -> dict[int, User]:
    members = Membership.objects.current().filter(role__in=CLINICIANS, organisation_id__in=practice_ids)
    nurses_last = members.select_related("user").order_by(F("role").asc(), "-pk")
    return {member.organisation_id: member.user for member in nurses_last}
