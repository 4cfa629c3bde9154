"""Services near a person for what they say gets in the way and for what they want."""

from collections.abc import Collection

from inglenook.community.find.api import Suggestion, suggest
from inglenook.people.models import Person

from ..preparation.prompts import prompts
from .prefill import IN_THE_WAY

HELP = 3  # services beside a conversation or a plan; more on their own page


def help_near(
    person: Person, ticked: Collection[str], goals: tuple[str, ...], *, is_own: bool = False
) -> list[Suggestion]:
    """`ticked` are the options' words, as answers keep them; `goals` the wordings of current goals; `is_own` when it is
    the person who reads."""
    options = prompts()[IN_THE_WAY].options
    barriers = [code for code, words in options.items() if words in ticked]
    return suggest(person=person, barriers=barriers, goals=goals, limit=HELP, is_own=is_own)
