"""What somebody means by what they typed: concepts, and words that are no part of one."""

import math
import re
from dataclasses import dataclass

from django.db import connection

from .concepts import Concept, concepts, idle_words
from .places import PLACE, Point, keys_of
from .spelling import meant

LONGEST = 200  # characters of a question that are read
MOST_WORDS = 20
PART_OF_LONGER, INSIDE_CONCEPT, IDLE = 0.3, 0.5, 0.05  # weight of what says little of its own
NEAR, WHO = 0.35, 0.6  # weight of concepts that also help; of whom a service is for
AGAINST, FOR_FEW = 0.6, 0.3  # taken from what those who ask cannot use; from what is for few and nobody asked for
CHIEF = 0.5  # weight from which a concept is what the question is about
APOSTROPHE = re.compile(r"['’]")
CANNOT = re.compile(r"\b(?:can ?not|cant|can not|unable to|couldnt)\b")

# What was typed, stemmed, with how many services have it; how many have the commonest word; the phrases all said in it.
# Adding nothing to a count keeps the planner from walking all words by count until one has the stem.
READ = """
WITH typed AS (
  SELECT word, place, tsvector_to_array(to_tsvector('english', word)) AS stems
  FROM unnest(%(words)s::text[]) WITH ORDINALITY AS typed(word, place)
)
SELECT
  (SELECT coalesce(json_agg(json_build_array(
    word, stems, (SELECT max(services + 0) FROM community_word w WHERE w.stem = ANY (stems))
  ) ORDER BY place), '[]') FROM typed),
  (SELECT max(services) FROM community_word),
  (SELECT coalesce(json_agg(json_build_array(concept, is_only_asked, stems)), '[]') FROM community_phrase p
   WHERE stems <> '{{}}' AND stems <@ (SELECT array_agg(stem) FROM typed, unnest(typed.stems) AS stem)::varchar[]),
  ({place})
"""


@dataclass(frozen=True)
class Part:
    """One thing asked for: a lexeme of the listings, how much it counts, and how it is said."""

    lexeme: str
    weight: float
    says: str
    concept: Concept | None = None


@dataclass(frozen=True)
class Asked:
    """A question understood. `meant` are words put right; `concepts` what it is about, the chief one first; `near`
    where it is asked, as far as known."""

    words: str
    parts: tuple[Part, ...]
    concepts: tuple[Concept, ...]
    meant: dict[str, str]
    near: Point | None = None

    def __bool__(self):
        return bool(self.parts)


def understand(words: str, *, is_typed: bool = True, postcode: str = "") -> Asked:
    """Read a question in plain words, asked at a postcode; of what is typed to search, the spelling is put right.

    Other words, such as a goal's, are left as they are: a sister whom no service knows is not a sitter.
    """
    typed = _typed(words)
    rows, most, phrases, place = _read(typed, postcode)
    unknown = [word for word, stems, known in rows if stems and known is None] if is_typed else []
    right = meant(unknown)
    if right:
        rows, most, phrases, place = _read([right.get(word, word) for word in typed], postcode)
    stems = {stem: (word, _rarity(known or 0, most)) for word, found, known in rows for stem in found}
    named = _concepts(phrases)
    inside = {stem for named_by, _ in named.values() for stem in named_by}
    about = sorted(_concept_parts(named), key=lambda part: -part.weight)
    parts = [*about, *_against(named), *_word_parts(stems, inside)]
    chief = tuple(part.concept for part in about if part.weight >= CHIEF)
    return Asked(words, tuple(parts), chief, right, Point(*place) if place else None)


def _typed(words: str) -> list[str]:
    plain = CANNOT.sub("cannot", APOSTROPHE.sub("", words[:LONGEST].lower()))
    return list(dict.fromkeys(re.findall(r"[a-z0-9]+", plain)))[:MOST_WORDS]


def _read(words: list[str], postcode: str) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(READ.format(place=PLACE), {"words": words} | keys_of(postcode))
        return cursor.fetchone()


def _concepts(phrases: list[tuple]) -> dict[str, tuple[set[str], float]]:
    """Concept code: the stems that named it, and its weight: less when a longer phrase says something closer."""
    known = concepts()
    rows = [
        (code, frozenset(stems)) for code, asked, stems in phrases if code in known and (asked or not known[code].way)
    ]
    named: dict[str, tuple[set[str], float]] = {}
    for code, found in rows:
        inside_longer = any(found < other and code != of for of, other in rows)
        weight = PART_OF_LONGER if inside_longer else 1 + 0.15 * (len(found) - 1)
        before = named.get(code, (set(), 0.0))
        named[code] = (before[0] | found, max(before[1], weight))
    return named


def _concept_parts(named: dict[str, tuple[set[str], float]]) -> list[Part]:
    known = concepts()
    weights = {code: weight * (WHO if known[code].is_who else 1) for code, (_, weight) in named.items()}
    for code, weight in list(weights.items()):
        for near, share in known[code].near.items():
            if near not in named:
                weights[near] = max(weights.get(near, 0), NEAR * share * weight)
    return [Part(f"c.{code}", weight, known[code].name.lower(), known[code]) for code, weight in weights.items()]


def _against(named: dict) -> list[Part]:
    """What those who ask for this cannot use, such as a group for women when a man asks; and what is for few."""
    known = concepts()
    few = [f"c.{code}" for code, concept in known.items() if concept.is_narrow and code not in named]
    others = {other for code in named for other in known[code].against if other not in named}
    parts = [Part("|".join(few), -FOR_FEW * math.sqrt(len(few)), "for few")] if few else []
    return parts + [Part(f"c.{code}", -AGAINST, known[code].name.lower()) for code in sorted(others)]


def _word_parts(stems: dict[str, tuple[str, float]], inside: set[str]) -> list[Part]:
    parts = [Part(stem, rarity * _share(word, stem in inside), word) for stem, (word, rarity) in stems.items()]
    return [part for part in parts if part.weight > IDLE] or parts


def _share(word: str, is_inside: bool) -> float:
    return IDLE if word in idle_words() else INSIDE_CONCEPT if is_inside else 1.0


def _rarity(known: int, most: int | None) -> float:
    """0.2 for the word that most services use to 1 for one that hardly any does (inverse document frequency)."""
    most = most or 1
    return 0.2 + 0.8 * math.log((most + 1) / (min(known, most) + 1)) / math.log(most + 1)
