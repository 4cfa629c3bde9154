"""From where somebody looks for words: the conversation or Today, with the addresses and goals that go with it."""

from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from inglenook.core.models import User
from inglenook.people.models import Person

from ..models import Conversation, FollowUp
from .queries import About, about

IN_TALK, BETWEEN = "talk", "between"


@dataclass(frozen=True)
class Way:
    """`back` is where the looking ends; `is_open` whether something can be put into the plan now."""

    person: Person
    about: About
    setting: str
    home: str
    back: str
    kept: dict[str, str] = field(default_factory=dict)
    goal: str = ""
    is_open: bool = True
    owner: User | None = None

    def list_at(self, barrier: str = "") -> str:
        """The address of the strategies against a barrier."""
        return _with(self.home, self.kept | ({"barrier": barrier} if barrier else {}))

    def one_at(self, strategy: str, barrier: str) -> str:
        """The address of one strategy's words."""
        return _with(f"{self.home}{strategy}/", self.kept | {"barrier": barrier})


def _with(address: str, more: dict[str, str]) -> str:
    return f"{address}?{urlencode(more)}" if more else address


def in_talk(talk: Conversation) -> Way:
    """From the planning talk, for its person; the plan is open until it is agreed."""
    back = reverse("conversation", args=[talk.ref])
    return Way(
        person=talk.person,
        about=about(talk.person),
        setting=IN_TALK,
        home=reverse("talk_words", args=[talk.ref]),
        back=f"{back}#plan",
        is_open=talk.ended_at is None,
    )


def between(person: Person, follow_up: FollowUp | None = None) -> Way:
    """From Today or the person's page; from a follow-up, with the goal of what is asked after and its owner."""
    home = reverse("person_words", args=[person.ref])
    if follow_up is None:
        return Way(person, about(person), BETWEEN, home, back=reverse("person", args=[person.ref]))
    goal = follow_up.action.goal
    return Way(
        person=person,
        about=about(person),
        setting=BETWEEN,
        home=home,
        back=reverse("follow_up", args=[follow_up.ref]),
        kept={"follow_up": str(follow_up.ref)},
        goal=str(goal.ref) if goal else "",
        owner=follow_up.owner,
    )


def ref_in(text: str) -> UUID | None:
    """The ref that an address carries, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None
