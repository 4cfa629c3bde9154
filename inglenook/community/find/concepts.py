"""The concepts of concepts.yaml, and their phrases as rows."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from django.db import connection, transaction

from ..models import Phrase


@dataclass(frozen=True)
class Concept:
    """What people look for. `near`: concepts that also help, with how much; `way`: how such a service reaches people.

    `is_narrow`: for some people alone. `against`: concepts of services that those who ask for this cannot use.
    """

    code: str
    name: str
    words: tuple[str, ...]
    asked: tuple[str, ...]
    near: dict[str, float]
    is_who: bool
    is_narrow: bool
    way: str
    against: tuple[str, ...]


@cache
def concepts() -> dict[str, Concept]:
    return {code: _concept(code, row) for code, row in _file()["concepts"].items()}


@cache
def idle_words() -> frozenset[str]:
    """Words that say nothing of what is wanted, as they are typed."""
    return frozenset(_file()["idle"].split())


@cache
def words_of_needs() -> frozenset[str]:
    """Every word of every phrase: what people are likely to mean."""
    phrases = (phrase for concept in concepts().values() for phrase in (*concept.words, *concept.asked))
    return frozenset(word for phrase in phrases for word in phrase.split())


def _concept(code: str, row: dict) -> Concept:
    words, asked = (tuple(row.get(key, ())) for key in ("words", "asked"))
    return Concept(
        code=code,
        name=row["name"],
        words=words,
        asked=asked,
        near=row.get("near", {}),
        is_who=row.get("who", False),
        is_narrow=row.get("narrow", False),
        way=row.get("way", ""),
        against=tuple(row.get("against", ())),
    )


@cache
def _file() -> dict:
    return yaml.safe_load(files("inglenook.community").joinpath("data/concepts.yaml").read_text())


STEMS = "UPDATE community_phrase SET stems = tsvector_to_array(to_tsvector('english', words)) WHERE stems = '{}'"


@transaction.atomic
def load_phrases(**_signal) -> None:
    """Make the rows say what the file says. Safe to repeat; touches nothing when both say the same."""
    wanted = {(c.code, words): asked for c in concepts().values() for words, asked in _phrases(c)}
    known = {(row.concept, row.words): row.is_only_asked for row in Phrase.objects.all()}
    if wanted == known:
        return
    Phrase.objects.all().delete()
    Phrase.objects.bulk_create(
        Phrase(concept=code, words=words, stems=[], is_only_asked=asked) for (code, words), asked in wanted.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(STEMS)


def _phrases(concept: Concept):
    yield from ((words, True) for words in concept.asked)
    yield from ((words, False) for words in concept.words)


@cache
def of_barriers() -> dict[str, list[str]]:
    """What helps with each barrier: codes of concepts, the chief one first."""
    return _file()["barriers"]
