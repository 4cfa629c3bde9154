"""What pages of planning say in the same way."""

from django.urls import reverse

from inglenook.people.models import Person
from inglenook.people.needs import needs_of


def own_plan(person: Person) -> str:
    """Where the person reads their plan: in Easy Read, for whoever wants it so."""
    return reverse("my_easy_plan" if needs_of(person).easy_read else "my_plan")


def called(person) -> str:
    """The name the person uses."""
    return getattr(getattr(person, "preferences", None), "known_as", "") or person.given_name
