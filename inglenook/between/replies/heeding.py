"""Words of danger in the plan, its threads, forms and notes: the same search as in messages, and the same alarm."""

from django.utils.translation import gettext as _

from inglenook.core import clock
from inglenook.people.models import Person
from inglenook.people.needs import language_of
from inglenook.planning import heeding

from . import wording
from .consequences import warn
from .danger import danger_in


def install() -> None:
    heeding.listeners.append(on_words)


def on_words(person: Person, words: str, where: str, key: str) -> str:
    """A red flag once a day for each place and danger, however often it is saved meanwhile; gives the safety words.

    Whoever is on no practice's list has nobody here who could be told: they read where to turn themselves.
    """
    danger = danger_in(words)
    if danger is None:
        return ""
    if not person.practice_id:
        return _("If you feel very unwell, ring 111. If it is an emergency, ring 999.")
    said = f"{where}: “{words[:300]}”"
    warn(danger=danger, person=person, said=said, key=f"{key}:{danger}:{clock.today()}")
    return wording.says(danger, language_of(person))
