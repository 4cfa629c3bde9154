"""How good a search is: nDCG@5 over the graded questions of queries.yaml, ours and PostgreSQL's own."""

import math
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from statistics import mean

import yaml
from django.db import connection

from inglenook.community.find.api import locate, search
from inglenook.community.models import Service
from inglenook.demo.services import identifier

FIRST = 5
DEFAULT_PLACE = "ZZ1"
# As somebody would write it who reads PostgreSQL's manual: all words, or any of them.
PLAIN = """
SELECT s.source_id FROM community_service s, (SELECT {query} AS query) asked,
  to_tsvector('english', s.name || ' ' || s.description) AS words
WHERE words @@ query AND s.status = 'active' AND s.gone_at IS NULL
ORDER BY ts_rank(words, query) DESC, s.id LIMIT 5
"""
ALL_WORDS = "websearch_to_tsquery('english', %s)"
ANY_WORD = "replace(plainto_tsquery('english', %s)::text, '&', '|')::tsquery"

Ranker = Callable[[dict], Sequence[str]]


@cache
def questions() -> dict:
    return yaml.safe_load(Path(__file__).with_name("queries.yaml").read_text())


def ndcg(found: Sequence[str], grades: dict[str, int]) -> float:
    """Järvelin and Kekäläinen 2002, with gains 2^grade - 1: 1 when the first five could not be better."""
    best = sorted(grades.values(), reverse=True)[:FIRST]
    return _gain([grades.get(one, 0) for one in found[:FIRST]]) / _gain(best)


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def quality(ranker: Ranker, kind: str) -> float:
    """The mean over the questions that are `seen` or `unseen`."""
    return mean(each(ranker, kind).values())


def each(ranker: Ranker, kind: str) -> dict[str, float]:
    graded = {one["ask"]: {identifier("services", code): g for code, g in one["grades"].items()} for one in _of(kind)}
    return {one["ask"]: ndcg(ranker(one), graded[one["ask"]]) for one in _of(kind)}


def _of(kind: str) -> list[dict]:
    return questions()[kind]


def ours(question: dict) -> list[str]:
    page = search(words=question["ask"], place=locate(question.get("place", DEFAULT_PLACE)), limit=FIRST)
    return [one.service.source_id for one in page.found]


def plain(question: dict, query: str = ALL_WORDS) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN.format(query=query), [question["ask"]])
        return [row[0] for row in cursor.fetchall()]


def plain_any(question: dict) -> list[str]:
    return plain(question, ANY_WORD)


def names_of(found: Sequence[str]) -> list[str]:
    names = dict(Service.objects.filter(source_id__in=found).values_list("source_id", "name"))
    return [names[one] for one in found]
