"""A person who has answered, and their conversation with the nurse."""

import pytest

from inglenook.planning.conversation.actions import begin
from inglenook.planning.models import Answer, Pack
from tests import factories


@pytest.fixture
def cycle(person):
    return factories.make_cycle(person, state="prepared")


@pytest.fixture
def pack(cycle):
    return Pack.objects.create(person=cycle.person, cycle=cycle, channel="web", due_on=cycle.due_on)


def answer(pack, prompt, text="", choices=(), **fields):
    return Answer.objects.create(
        person=pack.person, pack=pack, prompt=prompt, text=text, choices=list(choices), **fields
    )


@pytest.fixture
def answered(pack):
    answer(pack, "matters", "I want to get to the mosque on my own")
    answer(pack, "talk_about", choices=["The tablets make me dizzy", "Getting to the mosque"])
    answer(pack, "worries", "My kidneys")
    answer(pack, "in_the_way", choices=["getting about", "confidence"])
    return pack


@pytest.fixture
def talk(cycle, answered, nurse):
    return begin(cycle=cycle, by=nurse)
