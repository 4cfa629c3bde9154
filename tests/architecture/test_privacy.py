"""Every table about people is guarded by row-level policies; every field of it has a privacy class."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

import inglenook
from inglenook.core.models import Membership, Organisation, Team, User
from inglenook.core.policies import is_append_only, section_of
from inglenook.core.privacy import privacy_of
from inglenook.people.models import Person

OURS = {path.parent.name for path in Path(inglenook.__file__).parent.glob("*/apps.py")}
STAFF = {User, Membership, Organisation, Team}
MODELS = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]
ABOUT_PEOPLE = [m for m in MODELS if section_of(m)]
# Tables of the framework that hold accounts; who may read them is said in core/policies.py.
ACCOUNTS = {"account_emailaddress", "mfa_authenticator", "socialaccount_socialaccount"}


def points_to_a_person(model) -> bool:
    return any(f.related_model is Person for f in model._meta.concrete_fields)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_a_table_that_points_to_a_person_says_its_section(model):
    if points_to_a_person(model) or model is Person:
        assert section_of(model), f"{model._meta.label} is about a person and needs `section`"


def columns_of_policies() -> dict[str, set[tuple[str, str]]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, p.polname, p.polcmd::text FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
            " WHERE c.relrowsecurity"
        )
        found: dict[str, set[tuple[str, str]]] = {}
        for table, name, command in cursor.fetchall():
            found.setdefault(table, set()).add((name, command))
    return found


@pytest.mark.django_db
def test_every_table_about_people_and_accounts_has_its_policies():
    policies = columns_of_policies()
    wanted = {("web_select", "r"), ("web_insert", "a"), ("web_update", "w"), ("web_delete", "d"), ("work", "*")}
    tables = {m._meta.db_table for m in [*ABOUT_PEOPLE, *STAFF]} | ACCOUNTS
    lacking = {table for table in tables if not wanted <= policies.get(table, set())}
    assert not lacking


@pytest.mark.django_db
def test_the_web_role_can_neither_bypass_policies_nor_own_tables():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'inglenook%' AND (rolbypassrls OR rolsuper OR rolcanlogin)"
        )
        assert cursor.fetchall() == []
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner LIKE 'inglenook%'")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [m for m in ABOUT_PEOPLE if is_append_only(m)], ids=lambda m: m._meta.label)
def test_append_only_tables_refuse_change_even_from_work_over_populations(model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege('inglenook_web', %(t)s, 'UPDATE, DELETE'),"
            " has_table_privilege('inglenook_work', %(t)s, 'UPDATE, DELETE')",
            {"t": model._meta.db_table},
        )
        assert cursor.fetchone() == (False, False)


@pytest.mark.parametrize("model", [m for m in MODELS if m._meta.app_label in OURS], ids=lambda m: m._meta.label)
def test_every_field_has_a_privacy_class(model):
    unclassified = [f.name for f in model._meta.concrete_fields if privacy_of(f) is None]
    assert unclassified == []
