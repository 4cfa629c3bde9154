"""How some people want to be met, and a plan that goes to one of them on paper."""

from inglenook.core.models import User
from inglenook.people.actions import prefer
from inglenook.people.models import Person
from inglenook.planning.paper.actions import make_form

from .characters import nhs_number

NEEDS = {
    "walter": {"needs_longer_appointment": True},
    "joan": {"uses_text_relay": True, "needs_longer_appointment": True},
    "ruth": {"wants_audio": True},
    "stephen": {"wants_easy_read": True, "wants_no_letters": True},
}


def tell_needs(nurse: User) -> None:
    for key, needs in NEEDS.items():
        prefer(person=_person(key), by=nurse, **needs)


def tell_paper(nurse: User) -> None:
    make_form(person=_person("walter"), by=nurse)


def _person(key: str) -> Person:
    return Person.objects.get(nhs_number=nhs_number(key))
