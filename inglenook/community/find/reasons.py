"""Why a service was found, in words that can be checked against what it says."""

import re
from functools import lru_cache

from django.utils.translation import gettext as _

from inglenook.kit.marking import marked
from inglenook.kit.words import in_tenths, translated

from .places import BUS_KM, FOOT_KM, WINDING, minutes_by_bus, minutes_on_foot
from .search import Hit
from .understanding import Part

MOST = 3
# From where it is so far: the place that was typed; the home of whoever reads it; somebody else's home.
FROM_YOU, FROM_YOUR_HOME, FROM_THEIR_HOME = marked("from you"), marked("from your home"), marked("from their home")
STRONG = 0.2  # from where a part counts as said: once in a description is 0.27


def why(hit: Hit, text: str) -> list[str]:
    """What was asked for and is said, the weightiest first: "It says “chair exercise”". `text`: all that it says."""
    said: dict[str, str] = {}
    for part, rank in sorted(hit.parts, key=lambda one: -one[0].weight * one[1]):
        words = _words_for(part, text) if rank >= STRONG else ""
        if words and not any(words.lower() in other.lower() or other.lower() in words.lower() for other in said):
            said[words] = _("It says “%(words)s”") % {"words": words}
    return list(said.values())[:MOST]


def _words_for(part: Part, text: str) -> str:
    """The words of the text that are this part; "" for those of little weight."""
    if part.concept:
        return next((found for words in part.concept.words if (found := _in_text(words, text))), "")
    return _in_text(part.says, text) if part.weight >= 0.3 else ""


def _in_text(words: str, text: str) -> str:
    """How the text itself says these words, whatever their endings; "" when it does not."""
    found = _pattern(words).search(text)
    return found[0] if found else ""


@lru_cache(maxsize=10_000)
def _pattern(words: str) -> re.Pattern:
    stems = [re.escape(word[: max(4, len(word) - 2)] if len(word) > 4 else word) for word in words.split()]
    return re.compile(r"\b" + r"\w*[\s-]+".join(stems) + r"[\w’']*", re.I)


def distance(km: float | None, start: str = FROM_YOU) -> str:
    """ "1.2 km from you: about 15 minutes on foot". Ways along streets, not straight lines."""
    if km is None:
        return ""
    facts = {"km": in_tenths(max(km * WINDING, 0.1)), "foot": minutes_on_foot(km), "bus": minutes_by_bus(km)}
    facts |= {"start": translated(start)}
    if km <= FOOT_KM:
        return _("%(km)s km %(start)s: about %(foot)s minutes on foot") % facts
    if km <= BUS_KM:
        return _("%(km)s km %(start)s: about %(bus)s minutes by bus, if one goes there") % facts
    return _("%(km)s km %(start)s") % facts
