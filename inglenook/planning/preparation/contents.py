"""What a pack says, as it stood when it was made: greeting, results in plain words, whom to ring."""

from collections.abc import Iterable
from datetime import date

from inglenook.core.models import User
from inglenook.people.models import Person
from inglenook.people.needs import practice_number

from . import results
from .team import named_professionals


def contents(people: Iterable[Person], *, on: date) -> dict[int, dict | None]:
    """The contents of the packs of many people, by the person's key; None where a professional must see a value first.

    Each person brings practice and preferences.
    """
    people = list(people)
    told = results.told(people, on=on)
    named = named_professionals(people)
    return {
        person.pk: None if told[person.pk].must_be_seen_first else _said(person, told[person.pk].entries, named, on)
        for person in people
    }


def _said(person: Person, entries: list[dict], named: dict[int, User], on: date) -> dict:
    return {
        "made_on": on.isoformat(),
        "greeting": greeting(person),
        "results": entries,
        "practice": {"name": person.practice.name, "phone": practice_number(person)} if person.practice else {},
        "named": _named(named.get(person.pk)),
    }


def greeting(person: Person) -> str:
    """The name by which the person wants to be called, else the given name as registered."""
    preferences = getattr(person, "preferences", None)
    return (preferences and preferences.known_as) or person.given_name


def _named(user: User | None) -> dict:
    return {"name": user.name, "user": user.pk} if user else {}
