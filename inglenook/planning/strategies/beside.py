"""Barriers beside a page of Today: what the person ticked and said, each leading to the words that help."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from inglenook.people.models import Person
from inglenook.workforce.strategies.api import Barrier, barriers

from ..models import Answer, FollowUp
from .hearing import IN_THE_WAY, Heard, heard


@dataclass(frozen=True)
class Beside:
    """What the chips beside a page are made of."""

    heard: list[Heard]
    barriers: dict[str, Barrier]
    home: str
    kept: dict[str, str]

    def list_at(self, barrier: str) -> str:
        """The address of the strategies against a barrier."""
        return f"{self.home}?{urlencode(self.kept | {'barrier': barrier})}"


def beside(person: Person, texts: Iterable[str], follow_up: FollowUp | None = None) -> Beside:
    """One statement, for what the person ticked last; `texts` are other words of theirs that the page has read."""
    answered = Answer.objects.filter(person=person, prompt=IN_THE_WAY).order_by("-answered_at")
    choices, words = answered.values_list("choices", "text").first() or ([], "")
    return Beside(
        heard=heard(choices or [], [words, *(text for text in texts if text)]),
        barriers=barriers(),
        home=reverse("person_words", args=[person.ref]),
        kept={"follow_up": str(follow_up.ref)} if follow_up else {},
    )
