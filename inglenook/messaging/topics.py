"""Which topic of a person's messages is meant by the words beside STOP or START: "STOP BP"."""

from collections.abc import Callable, Iterable

from inglenook.people.models import Person

from .keywords import plain, without_all
from .models import Message

Names = Callable[[Person], dict[str, Iterable[str]]]  # what people call each topic, by its code

_names: list[Names] = []


def register(names: Names) -> None:
    """Let a room say what a person may call the topics it writes about."""
    if names not in _names:
        _names.append(names)


def topic_of(person: Person, about: str) -> str | None:
    """The topic of the person's messages that these words mean, by its code; None when there is none."""
    said = without_all(about)
    topics = Message.objects.filter(person=person).exclude(topic="").values_list("topic", flat=True).distinct()
    called = {topic: [topic] for topic in topics}
    for names in _names:
        for topic, more in names(person).items():
            called.setdefault(topic, [topic]).extend(more)
    return next((topic for topic, names in called.items() if _means(said, names)), None)


def _means(said: str, names: list[str]) -> bool:
    """Whether it is one of the names, or each word stands in the code, whole or cut short: "walk" means "walking"."""
    code, words = plain(names[0]).split(), said.split()
    in_code = bool(words) and all(_stands_in(word, code) for word in words)
    return in_code or said in {plain(name) for name in names}


def _stands_in(word: str, code: list[str]) -> bool:
    return any(part == word or len(word) > 3 and part.startswith(word) for part in code)
