"""The word that somebody meant: the nearest of the words that services use."""

from collections.abc import Iterable

from django.db import connection

from .concepts import idle_words, words_of_needs

LEAST_LETTERS = 4
TWO_FROM = 7  # letters from which two slips are forgiven

NEAR = """
SELECT typed.word, w.word, w.services
FROM unnest(%s::text[], %s::text[]) AS typed(word, cuts)
JOIN community_word w ON w.cuts && string_to_array(typed.cuts, ' ')::varchar[]
WHERE abs(length(w.word) - length(typed.word)) <= 2
"""


def meant(words: Iterable[str]) -> dict[str, str]:
    """What each unknown word was meant to be, for those that are near a known one."""
    typed = [word for word in words if len(word) >= LEAST_LETTERS]
    if not typed:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(NEAR, [typed, [" ".join(sorted(_cuts(word))) for word in typed]])
        rows = cursor.fetchall()
    best: dict[str, tuple] = {}
    for word, known, services in rows:
        found = (distance(word, known), *_unlikely(word, known), -services, known)
        if found[0] <= (2 if len(word) >= TWO_FROM else 1):
            best[word] = min(best.get(word, found), found)
    return {word: found[-1] for word, found in best.items()}


def _unlikely(word: str, known: str) -> tuple[bool, bool, bool]:
    return known in idle_words(), known not in words_of_needs(), known[0] != word[0]


def _cuts(word: str) -> set[str]:
    """The word, and it with one letter left out; a long one with two."""
    once = {word[:i] + word[i + 1 :] for i in range(len(word))}
    twice = {one[:i] + one[i + 1 :] for one in once for i in range(len(one))} if len(word) >= TWO_FROM else set()
    return {word} | once | twice


def distance(a: str, b: str) -> int:
    """Slips between two words: a letter left out, put in, changed, or two swapped (optimal string alignment)."""
    before: list[int] = []
    above = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        row = [i]
        for j, other in enumerate(b, 1):
            slips = min(row[-1] + 1, above[j] + 1, above[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                slips = min(slips, before[j - 2] + 1)
            row.append(slips)
        before, above = above, row
    return above[-1]
