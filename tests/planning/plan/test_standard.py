"""The plan holds every element of the national standard, and says where."""

import gzip
import json

import pytest
from django.db import IntegrityError, transaction

from inglenook.planning.models import ContingencyPlan, Plan
from inglenook.planning.plan.standard import ABOUT_ME, CARE_PLAN, Element, held, lacking, wrong_with
from tests.realdata import shared

FILES = {CARE_PLAN: "PersonalisedCSP.json.gz", ABOUT_ME: "AboutMe.json"}


def elements_of(standard: str) -> list[Element]:
    path = shared(f"fhir-examples/prsb/{FILES[standard]}")
    read = gzip.open if path.suffix == ".gz" else open
    with read(path) as file:
        return list(_walk(json.load(file)["dataset"][0]))


def _walk(node: dict, above: str = ""):
    for one in node.get("concept", ()):
        path = f"{above} > {one['name'].strip()}".removeprefix(" > ")
        yield Element(path, one.get("mro", "R"), one["minimumMultiplicity"], one["maximumMultiplicity"])
        yield from _walk(one, path)


@pytest.mark.parametrize("standard", FILES)
def test_every_element_of_the_standard_has_its_place_as_the_standard_asks_for_it(standard):
    places = held(standard)
    assert list(places) == elements_of(standard)
    above = {element.path: place for element, place in places.items()}
    wrong = [wrong_with(element, place, above.get(element.parent, "")) for element, place in places.items()]
    assert [problem for problem in wrong if problem] == []


@pytest.mark.parametrize(
    ("place", "most", "problem"),
    [
        ("planning.Plan.horoscope", "1", "has no field named"),
        ("planning.Horoscope", "1", "doesn't have a 'Horoscope' model"),
        ("planning.Plan.documents[].star_sign", "1", "no planning.Plan.documents"),
        ("planning.Plan.funding", "*", "may occur often"),
        ("planning.Plan.funding", "1", ""),
        ("planning.Strength.wording", "*", ""),
    ],
)
def test_an_element_without_a_place_is_found(place, most, problem):
    found = wrong_with(Element("Horoscope", "R", "0", most), place)
    assert problem in found if problem else found == ""


@pytest.mark.django_db
def test_a_contingency_plan_has_a_trigger_whatever_writes_it(person):
    plan = Plan.objects.create(person=person)
    with pytest.raises(IntegrityError, match="contingency_plan_has_a_trigger"), transaction.atomic():
        ContingencyPlan.objects.create(person=person, plan=plan, name="Chest", triggers=[])


@pytest.mark.django_db
def test_what_is_mandatory_and_missing_is_named(person):
    person.postcode, person.address = "", "1 High Street"
    assert "Postcode" in lacking(person)
    assert "Address line 1" not in lacking(person)
