"""A decision holds every element of the national standard of shared decision making, and says where."""

import json

from inglenook.planning.plan.standard import Element, held, wrong_with
from tests.realdata import shared

STANDARD = "prsb_shared_decision"
FILE = "fhir-examples/prsb/SharedDecisionMaking.json"


def walk(node: dict, above: str = ""):
    for one in node.get("concept", ()):
        path = f"{above} > {one['name'].strip()}".removeprefix(" > ")
        yield Element(path, one.get("mro", "O"), one["minimumMultiplicity"], one["maximumMultiplicity"])
        yield from walk(one, path)


def test_every_element_of_the_standard_has_its_place_as_the_standard_asks_for_it():
    elements = list(walk(json.loads(shared(FILE).read_text())["dataset"][0]))
    places = held(STANDARD)
    assert list(places) == elements
    assert len(elements) == 95  # 60 items in 35 groups
    above = {element.path: place for element, place in places.items()}
    wrong = [wrong_with(element, place, above.get(element.parent, "")) for element, place in places.items()]
    assert [problem for problem in wrong if problem] == []
