"""What a pack says, as it stood when it was made: greeting, results in plain words, prompts, whom to ring."""

from collections.abc import Iterable
from datetime import date

from inglenook.core.models import User
from inglenook.people.models import Person

from . import results
from .team import named_professionals


def contents(people: Iterable[Person], *, on: date) -> dict[int, dict]:
    """The contents of the packs of many people, by the person's key. Each person brings practice and preferences."""
    people = list(people)
    told = results.told(people, on=on)
    named = named_professionals(people)
    return {
        person.pk: {
            "made_on": on.isoformat(),
            "greeting": greeting(person),
            "results": told[person.pk],
            "practice": {"name": person.practice.name, "phone": person.practice.phone} if person.practice else {},
            "named": _named(named.get(person.pk)),
        }
        for person in people
    }


def greeting(person: Person) -> str:
    """The name by which the person wants to be called, else the given name as registered."""
    preferences = getattr(person, "preferences", None)
    return (preferences and preferences.known_as) or person.given_name


def _named(user: User | None) -> dict:
    return {"name": user.name, "user": user.pk} if user else {}
