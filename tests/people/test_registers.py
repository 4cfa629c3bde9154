"""Registers: who counts on a day."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from typer.testing import CliRunner

from inglenook.config.cli import commands
from inglenook.core import access
from inglenook.people.models import ConditionGroup, ConditionGroupCode, Person, ResultCode
from inglenook.people.queries import register_counts
from inglenook.people.reference import load_reference, measure_codes, social_themes
from tests.factories import make_condition, make_person

DAY = date(2026, 4, 1)
DIABETES, RETINOPATHY, ASTHMA, OBESITY = "44054006", "422034002", "195967001", "414916001"


def counted(practices=None) -> tuple[int, int, int, int]:
    counts = register_counts(DAY, practices)
    return counts.people, counts.adults, counts.with_one, counts.with_two


@pytest.mark.parametrize(
    "conditions, with_one, with_two",
    [
        ([], 0, 0),
        ([(DIABETES, {})], 1, 0),
        ([(DIABETES, {}), (ASTHMA, {})], 1, 1),
        ([(DIABETES, {}), (RETINOPATHY, {})], 1, 0),  # one condition under two codes
        ([(DIABETES, {}), (OBESITY, {})], 1, 0),  # borderline does not count
        ([(DIABETES, {}), ("105529008", {})], 1, 0),  # a social finding is no condition
        ([(DIABETES, {"started_on": DAY})], 1, 0),
        ([(DIABETES, {"started_on": date(2026, 4, 2)})], 0, 0),
        ([(DIABETES, {"started_on": None})], 1, 0),
        ([(DIABETES, {"ended_on": DAY})], 0, 0),
        ([(DIABETES, {"ended_on": date(2026, 4, 2)})], 1, 0),
        ([(DIABETES, {"is_active": False})], 0, 0),
        ([(DIABETES, {"is_wrong": True})], 0, 0),
    ],
)
def test_a_condition_counts_while_it_is_active(person, conditions, with_one, with_two):
    for code, fields in conditions:
        make_condition(person, code, **fields)
    assert counted() == (1, 1, with_one, with_two)


@pytest.mark.parametrize(
    "fields, people, adults",
    [
        ({"birth_date": date(2008, 4, 1)}, 1, 1),  # eighteen today
        ({"birth_date": date(2008, 4, 2)}, 1, 0),
        ({"birth_date": date(2026, 4, 2)}, 0, 0),  # not born yet
        ({"birth_date": None}, 1, 0),
        ({"died_on": DAY, "is_dead": True}, 0, 0),
        ({"died_on": date(2026, 4, 2), "is_dead": True}, 1, 1),
        ({"is_dead": True}, 0, 0),
    ],
)
def test_living_people_and_adults(practice, fields, people, adults):
    make_condition(make_person(practice, **fields), DIABETES)
    assert counted() == (people, adults, adults, 0)
    assert register_counts(DAY).long_term["type_2_diabetes"] == adults


def test_one_statement_scoped_to_practices(person, stranger, practice):
    make_condition(person, DIABETES)
    make_condition(stranger, DIABETES)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert counted([practice.pk]) == (1, 1, 1, 0)
    assert len(asked) == 1
    assert counted([]) == (0, 0, 0, 0)


def test_a_nurse_counts_her_own_practice(person, stranger, nurse):
    for one in (person, stranger):
        make_condition(one, DIABETES)
    with access.acting_as(nurse):
        assert counted() == (1, 1, 1, 0)


def test_the_command_prints_them(person):
    make_condition(person, DIABETES)
    said = json.loads(CliRunner().invoke(commands(), ["registers", "--on", "2026-04-01", "--json"]).stdout)
    assert (said["on"], said["people"], said["with_one"], said["long_term"]["type_2_diabetes"]) == (
        "2026-04-01",
        1,
        1,
        1,
    )
    table = CliRunner().invoke(commands(), ["registers", "--on", "2026-04-01"]).stdout
    assert "Living adults" in table
    assert "Type 2 diabetes" in table


@pytest.mark.django_db
def test_the_lists_of_codes_are_in_the_database_and_mend_themselves():
    before = ConditionGroupCode.objects.count(), ResultCode.objects.count()
    ConditionGroup.objects.filter(code="asthma").update(name="Other")
    ConditionGroupCode.objects.filter(code=DIABETES).delete()
    ConditionGroup.objects.create(code="old", name="Old", plain_name="old", kind="ltc")
    load_reference()
    assert (ConditionGroupCode.objects.count(), ResultCode.objects.count()) == before
    assert ConditionGroup.objects.get(code="asthma").name == "Asthma"
    assert not ConditionGroup.objects.filter(code="old").exists()


@pytest.mark.django_db
def test_no_code_is_both_a_condition_and_a_social_finding_nor_in_two_groups():
    codes = list(ConditionGroupCode.objects.values_list("code", flat=True))
    assert len(codes) == len(set(codes))
    assert not set(codes) & set(social_themes())
    assert not Person.objects.exists()


def test_snomed_codes_have_a_right_check_digit():
    """Verhoeff's check digit ends every SNOMED CT identifier (SNOMED CT release file specification, 3.1.4)."""
    codes = [code.code for code in measure_codes() if "snomed" in code.system] + list(social_themes())
    from inglenook.people.reference import _read

    codes += [str(code) for group in _read("condition_groups")["groups"].values() for code in group["codes"]]
    assert [code for code in codes if not verhoeff(code)] == []


def verhoeff(number: str) -> bool:
    """Whether the last digit is right, by the dihedral group D5 (J. Verhoeff, 1969)."""
    position = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
    check = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit)
        for _ in range(place % 8):
            value = position[value]
        check = _times(check, value)
    return check == 0


def _times(a: int, b: int) -> int:
    if a < 5:
        return (a + b) % 5 if b < 5 else 5 + (a + b - 5) % 5
    return 5 + (a - 5 - b) % 5 if b < 5 else (a - b) % 5
