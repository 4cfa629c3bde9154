"""PRSB Social Prescribing 1.1: every element is held somewhere, or left out for a reason that is written down."""

import gzip
import json
from functools import cache
from pathlib import Path

import yaml
from django.apps import apps

import inglenook.community
from inglenook.community.referrals import details
from inglenook.community.referrals.details import (
    Adjustment,
    Care,
    Consent,
    Details,
    Impairment,
    Pregnancy,
    SocialContext,
)
from tests.realdata import shared

FILE = Path(inglenook.community.__file__).parent / "data" / "prsb_social_prescribing.yaml"
STANDARD = "fhir-examples/prsb/SocialPrescribing.json.gz"
EITHER = {"Coded value", "Free text"}


@cache
def table() -> dict:
    return yaml.safe_load(FILE.read_text())


def elements() -> dict[str, list[str]]:
    """Every element without parts, by its path; a code-or-text pair is one element with both."""
    found: dict[str, list[str]] = {}

    def walk(concept, path):
        here = [*path, concept["name"].strip()]
        parts = concept.get("concept") or []
        for part in parts:
            walk(part, here)
        if not parts:
            found["/".join(here)] = here

    document = json.loads(gzip.decompress(shared(STANDARD).read_bytes()))
    for concept in document["dataset"][0]["concept"]:
        walk(concept, [])
    return found


def place_of(path: str, parts: list[str]) -> str | None:
    """Which part of the table accounts for this element. What is held here must be named to the element itself, or be
    the pair of a code and a text of which it is one."""
    pair = "/".join(parts[:-1]) if parts[-1] in EITHER else None
    if path in table()["held"] or pair in table()["held"]:
        return "held"
    above = {"/".join(parts[:length]) for length in range(1, len(parts) + 1)}
    return next((name for name in ("elsewhere", "left_out") if above & table()[name].keys()), None)


def test_every_element_of_the_standard_is_accounted_for():
    found = elements()
    assert len(found) == 239  # in the text of the file: 237 items, and 2 groups without parts
    assert [path for path, parts in found.items() if place_of(path, parts) is None] == []


def test_the_table_names_nothing_that_the_standard_does_not_have():
    paths = list(elements())
    named = [name for part in ("held", "elsewhere", "left_out") for name in table()[part]]
    assert [name for name in named if not any(f"{path}/".startswith(f"{name}/") for path in paths)] == []


def test_what_is_held_is_a_field_that_there_is():
    for target in {*table()["held"].values(), *(name for name in table()["elsewhere"].values())}:
        parts = target.split(".")
        if parts[0] == "Details":
            assert details.has(".".join(parts[1:])), target
        else:
            room, model, field = parts if len(parts) == 3 else ("community", *parts)
            apps.get_model(room, model)._meta.get_field(field)


def test_what_is_left_out_has_a_reason():
    assert all(len(reason.split()) > 2 for reason in table()["left_out"].values())


def test_details_come_back_as_they_were_kept():
    said = Details(
        consent=Consent("yes", "First name and number", "2026-11-22"),
        adjustments=(Adjustment("Large print", "18 point"),),
        impairments=(Impairment("Hearing"),),
        social=SocialContext(household="Alone since May"),
        care=(Care("Meals at home", began_on="2026-01-05"),),
        issues=("Lonely",),
        pregnancy=Pregnancy("Not pregnant"),
    )
    assert Details.of(json.loads(json.dumps(said.kept()))) == said


def test_only_what_was_said_is_kept():
    assert Details().kept() == {"consent": {"agreed": "not_asked"}}
