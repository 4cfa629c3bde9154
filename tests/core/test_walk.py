"""Walk every table as everybody with a bare `.all()`: only what that actor may see comes back.

What they may see is said here once more in plain Python from the table of roles, apart from the SQL that enforces it.
"""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.core.policies import declared_by, section_of
from inglenook.core.roles import LINK_READS, ROLES, SELF_READS, Scope, Section
from inglenook.people.models import CareTeamMember, Grant, Look, Person
from tests import factories
from tests.rows import fill

MODELS = [m for m in apps.get_models() if m._meta.managed and section_of(m)]
PLAIN = [m for m in MODELS if declared_by(m) is m]


@dataclass
class Persona:
    """Somebody to walk as: the user, and for each person the sections they may read."""

    name: str
    user: User | None
    reads: dict[int, frozenset] = field(default_factory=dict)
    link_person_id: int | None = None

    def standing(self):
        return access.standing(role=access.WEB, actor_id=self.user and self.user.pk, link_person_id=self.link_person_id)

    def may_see(self, model, row) -> bool:
        declared = declared_by(model)
        person_id = row.id if declared is Person else row.person_id
        if section_of(model) in self.reads.get(person_id, ()):
            return True
        if self._holds(declared, row):
            return True
        own = getattr(declared, "own_reads", None) or getattr(declared, "own_adds", None)
        return bool(own and self.user and getattr(row, own) == self.user.pk)

    def _holds(self, declared, row) -> bool:
        """Whether the row is at an organisation where they work in a role that holds it."""
        for column, roles in getattr(declared, "held_by", ()):
            mine = self.user.memberships.current().filter(role__in=roles) if self.user else ()
            if any(getattr(row, column) in (m.organisation_id, *_under(m.organisation)) for m in mine):
                return True
        return False


def _under(organisation) -> list[int]:
    return list(organisation.children.values_list("pk", flat=True))


@pytest.fixture
def house(practice, other_practice):
    """Two people with a row in every table and a former state of each, and everybody who might look."""
    ours, theirs = factories.make_person(practice), factories.make_person(other_practice)
    ours.user, theirs.user = factories.make_user("Amina"), factories.make_user("Bert")
    ours.save()
    theirs.save()
    people = (ours, theirs)
    for person in people:
        made = {}
        for model in PLAIN:
            fill(model, person, made)
    _change_everything()
    return people, list(_personas(practice, ours, theirs))


def _change_everything():
    """Every row of every followed table is changed once, so that its history has a row."""
    with connection.cursor() as cursor:
        for model in PLAIN:
            if any(declared_by(m) is model for m in MODELS if m is not model):
                cursor.execute(f"UPDATE {model._meta.db_table} SET {_changeable(model)}")


def _changeable(model) -> str:
    for f in model._meta.concrete_fields:
        if f.get_internal_type() == "BooleanField" and not f.null:
            return f'"{f.column}" = NOT "{f.column}"'
    for f in model._meta.concrete_fields:
        if f.get_internal_type() in ("DateTimeField", "DateField") and not f.unique:
            return f"\"{f.column}\" = now() - interval '3 days'"
    text = next(f for f in model._meta.concrete_fields if f.get_internal_type() == "CharField" and not f.choices)
    return f'"{text.column}" = left("{text.column}" || \'x\', {text.max_length or 100})'


def _personas(practice, ours, theirs):
    yield Persona("nobody", None)
    for role in ROLES.values():
        user = factories.make_user(role.title, role=role.code, at=practice)
        reads = {ours.pk: role.reads} if role.scope == Scope.ORGANISATION else {}
        yield Persona(role.code, user, reads)
        if role.scope == Scope.CASELOAD:
            user = factories.make_user(role.title, role=role.code, at=practice)
            factories.put_on_caseload(user, ours, role.code)
            yield Persona(f"{role.code} with the person on the caseload", user, {ours.pk: role.reads})
    yield Persona("person", ours.user, {ours.pk: SELF_READS})
    yield Persona("other person", theirs.user, {theirs.pk: SELF_READS})
    yield _carer(ours, "plan", "preparation")
    yield _former_carer(ours)
    yield _network_nurse(practice, ours)
    yield _former_nurse(practice)
    yield _former_link_worker(ours, practice)
    yield Persona("private link", None, {ours.pk: LINK_READS}, link_person_id=ours.pk)


def _carer(person, *sections):
    carer = factories.make_user("Sara")
    factories.share_with(carer, person, *sections)
    return Persona("carer", carer, {person.pk: frozenset(sections) | {Section.IDENTITY}})


def _former_carer(person):
    carer = factories.make_user("Omar")
    grant = factories.share_with(carer, person, "plan", "record")
    Grant.objects.filter(pk=grant.pk).update(ended_at=clock.now())
    return Persona("former carer", carer)


def _network_nurse(practice, person):
    nurse = factories.make_user("Nell", role="nurse", at=practice.parent)
    return Persona("nurse of the network", nurse, {person.pk: ROLES["nurse"].reads})


def _former_nurse(practice):
    nurse = factories.make_user("Una", role="nurse", at=practice)
    nurse.memberships.update(ended_on=clock.today() - timedelta(days=1))
    return Persona("former nurse", nurse)


def _former_link_worker(person, practice):
    worker = factories.make_user("Lee", role="link_worker", at=practice)
    member = factories.put_on_caseload(worker, person, "link_worker")
    CareTeamMember.objects.filter(pk=member.pk).update(ended_at=clock.now())
    return Persona("former link worker", worker)


@pytest.mark.django_db
def test_everybody_finds_in_every_table_what_they_may_see_and_nothing_else(house):
    _, personas = house
    for model in MODELS:
        rows = list(model.objects.all())
        assert rows, f"{model._meta.label} has no row to look for"
        for persona in personas:
            wanted = {row.pk for row in rows if persona.may_see(model, row)}
            with persona.standing():
                found = set(model.objects.values_list("pk", flat=True))
            assert found == wanted, f"{persona.name} in {model._meta.label}"


@pytest.mark.django_db
def test_accounts_are_seen_by_their_owner_staff_by_everyone_signed_in_and_carers_by_who_sees_the_sharing(house):
    _, personas = house
    staff = set(User.objects.exclude(memberships=None).values_list("pk", flat=True))
    grants = list(Grant.objects.all())
    for persona in personas:
        let_in = {grant.carer_id for grant in grants if persona.may_see(Grant, grant)}
        with persona.standing():
            found = set(User.objects.values_list("pk", flat=True))
        assert found == (staff | let_in | {persona.user.pk} if persona.user else set()), persona.name


@pytest.mark.django_db
def test_the_door_sees_no_person(house):
    with access.standing(role=access.DOOR), connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('people_person', 'SELECT')")
        assert cursor.fetchone() == (False,)


@pytest.mark.django_db
def test_nobody_writes_where_they_may_not(house):
    """Updates reach only rows in sections the role writes, whoever asks."""
    (ours, theirs), personas = house
    for persona in personas:
        role = ROLES.get(persona.name)
        with persona.standing():
            changed = Person.objects.update(title="Dr")
        may = bool(role and role.scope == Scope.ORGANISATION and Section.IDENTITY in role.writes)
        expected = {"person": 1, "other person": 1, "nurse of the network": 1}.get(persona.name, int(may))
        if "caseload" in persona.name:
            expected = int(Section.IDENTITY in ROLES[persona.name.split(" with")[0]].writes)
        assert changed == expected, persona.name


@pytest.mark.django_db
def test_a_carer_cannot_widen_their_own_grant(house):
    _, personas = house
    carer = next(p for p in personas if p.name == "carer")
    with carer.standing():
        assert Grant.objects.update(sections=["record", "plan"]) == 0


@pytest.mark.django_db
def test_a_person_reads_who_has_looked_at_them_alone(house):
    (ours, _), personas = house
    person = next(p for p in personas if p.name == "person")
    with person.standing():
        assert set(Look.objects.values_list("person_id", flat=True)) == {ours.pk}
