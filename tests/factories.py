"""Make rows for tests. Every maker takes what matters to the test and fills in the rest."""

import itertools
import uuid
from datetime import UTC, date, datetime

from inglenook.core import clock
from inglenook.core.models import Membership, Organisation, User
from inglenook.people.models import (
    CareTeamMember,
    Condition,
    ConditionGroup,
    ConditionGroupCode,
    Encounter,
    Grant,
    Person,
    Preferences,
    Result,
    Source,
)
from inglenook.planning.models import ReviewCycle

_number = itertools.count(1)
SNOMED = "http://snomed.info/sct"


def make_organisation(name: str | None = None, **fields) -> Organisation:
    number = next(_number)
    return Organisation.objects.create(name=name or f"Practice {number}", code=f"Y9{number:04}", **fields)


def make_user(name: str = "Joy Mensah", *, role: str | None = None, at: Organisation | None = None) -> User:
    user = User.objects.create_user(f"user{next(_number)}@example.org", "correct horse battery", name=name)
    if role:
        Membership.objects.create(user=user, organisation=at, role=role, started_on=date(2020, 1, 1))
    return user


def make_person(practice: Organisation, **fields) -> Person:
    fields = {"given_name": "Amina", "family_name": "Hussain", "birth_date": date(1960, 6, 4)} | fields
    return Person.objects.create(practice=practice, source_key=str(next(_number)), **fields)


def make_source() -> Source:
    return Source.objects.get_or_create(name="Test system")[0]


def make_condition(person: Person, code: str = "44054006", *, started_on=date(2015, 1, 1), **fields) -> Condition:
    return Condition.objects.create(
        person=person, system=SNOMED, code=code, started_on=started_on, **_recorded(), **fields
    )


def make_result(person: Person, measure: str, number: float, *, on: date, **fields) -> Result:
    taken_at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    if on == clock.today():
        taken_at = min(taken_at, clock.now())  # today's is not ahead, however early it is
    fields = {"value": number} | fields
    return Result.objects.create(
        person=person, measure=measure, number=number, taken_at=taken_at, **_recorded(), **fields
    )


def make_encounter(person: Person, code: str, *, on: date | None = None, system: str = SNOMED, **fields) -> Encounter:
    started = {"started_at": datetime(on.year, on.month, on.day, 9, tzinfo=UTC)} if on else {}
    return Encounter.objects.create(person=person, system=system, code=code, **_recorded(), **started | fields)


def _recorded() -> dict:
    return {"source": make_source(), "source_key": f"key-{next(_number)}", "fingerprint": uuid.uuid4()}


def make_group(code: str, *codes: str, kind: str = "ltc") -> ConditionGroup:
    group, _ = ConditionGroup.objects.get_or_create(
        code=code, defaults={"name": code.title(), "plain_name": code, "kind": kind}
    )
    for one in codes:
        ConditionGroupCode.objects.get_or_create(group=group, system=SNOMED, code=one)
    return group


def make_cycle(person: Person, **fields) -> ReviewCycle:
    return ReviewCycle.objects.create(person=person, **({"due_on": clock.today()} | fields))


def share_with(carer: User, person: Person, *sections: str) -> Grant:
    return Grant.objects.create(person=person, carer=carer, relationship="Daughter", sections=list(sections))


def put_on_caseload(user: User, person: Person, role: str) -> CareTeamMember:
    return CareTeamMember.objects.create(person=person, user=user, role=role)


def make_preferences(person: Person, **fields) -> Preferences:
    return Preferences.objects.create(person=person, **fields)
