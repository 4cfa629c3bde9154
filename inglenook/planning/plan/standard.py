"""The national standard's elements and where each is kept: PRSB personalised care and support plan, About Me.

The tables in planning/data name every element of the standard with its conformance (M mandatory, R required: kept if
it exists, O optional), how often it may occur, and where it is held: `room.Model` for a group, `room.Model.field`, or
`room.Model.field[].name` for what stands in a list inside a row; several are joined by " + ".
"""

import csv
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from inglenook.core.shapes import shape_of
from inglenook.people.models import Person

DATA = Path(__file__).parents[1] / "data"
CARE_PLAN, ABOUT_ME = "prsb_care_plan", "prsb_about_me"
MANY = "*"


@dataclass(frozen=True)
class Element:
    """One element of the standard: its path, what is asked (M, R, O), how often at least and at most."""

    path: str
    asked: str
    least: str
    most: str

    @property
    def parent(self) -> str:
        return self.path.rpartition(" > ")[0]


@cache
def held(standard: str) -> dict[Element, str]:
    """Where each element of a standard is held, in the standard's order."""
    with (DATA / f"{standard}.csv").open() as file:
        return {
            Element(row["element"], row["asked"], row["least"], row["most"]): row["held"]
            for row in csv.DictReader(file)
        }


def wrong_with(element: Element, place: str, above: str = "") -> str:
    """Why an element cannot be held at a place, in words; nothing when it can. `above` is the place of its parent."""
    try:
        repeats = [_holds_many(one) for one in place.split(" + ")]
    except (LookupError, FieldDoesNotExist) as problem:
        return f"{element.path}: {problem}"
    if element.most == MANY and place != above and not any(repeats):
        return f"{element.path} may occur often, and {place} holds one"
    return ""


def _holds_many(place: str) -> bool:
    """Whether a place holds several of its kind for one person. Raises LookupError, FieldDoesNotExist for no place."""
    path, _, name = place.partition("[]")
    app, label, *field = path.split(".")
    model = apps.get_model(app, label)
    if not field:
        return _repeats(model)
    shape = shape_of(model._meta.get_field(field[0]))
    if "[]" in place and (shape is None or name and name[1:] not in {one.name for one in fields(shape)}):
        raise LookupError(f"no {place}")
    return shape is not None or _repeats(model)


def _repeats(model) -> bool:
    """Whether a person can have several such rows."""
    links = [field for field in model._meta.concrete_fields if field.related_model is Person]
    return any(field.many_to_one for field in links)


def lacking(person: Person) -> list[str]:
    """The mandatory elements about the person that nobody has given, in the standard's words."""
    return [
        element.path.rpartition(" > ")[2]
        for element, place in held(CARE_PLAN).items()
        if element.asked == "M"
        and (columns := _columns_of_person(place))
        and not any(map(person.__dict__.get, columns))
    ]


def _columns_of_person(place: str) -> list[str]:
    return [one.rpartition(".")[2] for one in place.split(" + ") if one.startswith("people.Person.")]
