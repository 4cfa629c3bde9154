"""Finding whom an agency's referral is about: candidates shown to a link worker, who decides. Never by itself.

A link worker sees the people of their caseload alone, so this is a door: it shows, of people on the lists that the team
serves, only those whose date of birth is the one that was written and whose NHS number or family name is too; and of
them a name, the day, the practice and the postcode's district. That they were shown is recorded for the person to read.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from inglenook.core import access
from inglenook.core.models import User
from inglenook.people.models import Look, Person

from ..models import Concern, Introduction, Referral, ReferralStep, RiskNote, Visit, WordBack
from ..refused import Refused
from . import concerns, team_care
from .held import held, locked

REASON = "To find out whom a referral is about"
FOLLOWS = (Visit, RiskNote, Concern, WordBack, Introduction)  # rows that may be there before anybody is matched
SHOWN = 5


@dataclass(frozen=True)
class Candidate:
    """Somebody on a list who may be meant."""

    ref: str
    name: str
    birth_date: date
    practice: str
    district: str
    has_number: bool  # the NHS number is the one that was written


@transaction.atomic
def candidates(referral: Referral, by: User, role: str) -> list[Candidate]:
    """People who may be meant, the NHS number's own first; the look at each is recorded under this role's title."""
    if referral.person_id or not referral.given_birth_date:
        return []
    with access.working():
        found = sorted(_meant(referral), key=lambda person: not _same_number(referral, person))[:SHOWN]
        looks = [Look(person=one, viewer=by, viewer_role=role, reason=REASON, what="Referral") for one in found]
        Look.objects.bulk_create(looks)
    return [_shown(referral, person) for person in found]


def _meant(referral: Referral) -> list[Person]:
    served = Q(practice=referral.team_id) | Q(practice__parent=referral.team_id)
    name = Q(family_name__iexact=referral.given_family_name.strip() or None)
    number = Q(nhs_number=referral.given_nhs_number or None)
    found = Person.objects.filter(served, number | name, birth_date=referral.given_birth_date, is_dead=False)
    return list(found.select_related("practice")[: SHOWN * 4])


def _same_number(referral: Referral, person: Person) -> bool:
    return bool(referral.given_nhs_number) and person.nhs_number == referral.given_nhs_number


def _shown(referral: Referral, person: Person) -> Candidate:
    return Candidate(
        ref=str(person.ref),
        name=person.name,
        birth_date=person.birth_date,
        practice=person.practice.name,
        district=person.postcode.split(" ")[0],
        has_number=_same_number(referral, person),
    )


@transaction.atomic
def match(*, referral: Referral, ref: str, by: User) -> None:
    """This is who the referral is about: it and all that was written of it belong to this person from now on.

    Raises Refused for somebody who is not among the candidates.
    """
    referral = locked(referral)
    with access.working():
        meant = {str(person.ref): person for person in _meant(referral)} if referral.person_id is None else {}
        if ref not in meant:
            raise Refused("This is not one of the people who may be meant.")
        referral.person = meant[ref]
        referral.practice_id = referral.person.practice_id
        referral.save(update_fields=["person", "practice"])
        for model in FOLLOWS:
            model.objects.filter(referral=referral).update(person=referral.person)
        ReferralStep.objects.create(**held(referral), state=referral.state, by=by, note="Found on a practice’s list.")
        concerns.tell_of_open(referral)
    if referral.owner_id:
        team_care.join(referral)
