"""Joining what two people typed at the same time. Plain Python.

Three texts: what both began from, what stands now, and what one of them sends. Lines are joined first, then words
inside lines that both changed; where both changed the same words, both wordings stay.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from merge3 import Merge3

WORDS = re.compile(r"\s|\w+|[^\w\s]")


@dataclass(frozen=True)
class Merged:
    """The joined text, and whether both had changed the same words."""

    text: str
    both: bool = False


def merge(was: str, current: str, now: str) -> Merged:
    """What stands after `now`, typed over `was`, meets `current`."""
    if now in (was, current):
        return Merged(current)
    if current == was:
        return Merged(now)
    return _by_lines(was, current, now)


def has_arrived(states: Sequence[str], was: str, now: str) -> bool:
    """Whether this very edit was joined before, by the states of the text (oldest first, the last one stands now).

    An answer lost on the way makes a page send again, perhaps after others wrote on; joining twice would repeat words.
    """
    begun = max((place for place, state in enumerate(states) if state == was), default=len(states))
    steps = zip(states[begun:], states[begun + 1 :], strict=False)
    return any(merge(was, before, now).text == after for before, after in steps if before != after)


def _by_lines(was: str, current: str, now: str) -> Merged:
    pieces = []
    for kind, *sides in Merge3(*(text.splitlines(keepends=True) for text in (was, current, now))).merge_groups():
        if kind == "conflict":
            pieces.append(_by_words(*("".join(side) for side in sides)))
        else:
            pieces.append(Merged("".join(sides[0])))
    return Merged("".join(piece.text for piece in pieces), any(piece.both for piece in pieces))


def _by_words(was: str, current: str, now: str) -> Merged:
    text, both = "", False
    for kind, *sides in Merge3(*(WORDS.findall(side) for side in (was, current, now))).merge_groups():
        if kind == "conflict":
            _, theirs, mine = sides
            text += _keep_both(theirs, mine)
            both = True
        else:
            text += "".join(sides[0])
    return Merged(text, both)


def _keep_both(theirs: Sequence[str], mine: Sequence[str]) -> str:
    if _holds(theirs, mine):
        return "".join(theirs)
    if _holds(mine, theirs):
        return "".join(mine)
    first, second = "".join(theirs), "".join(mine)
    touching = first[-1:].strip() and second[:1].strip()
    return first + (" " if touching else "") + second


def _holds(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Whether all words of one stand in the other, in their order."""
    rest = iter(longer)
    return all(word in rest for word in shorter)
