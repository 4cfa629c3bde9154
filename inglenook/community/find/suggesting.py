"""Services for one person: from what gets in their way, their goals, where they live and what access they need."""

from dataclasses import dataclass, replace

from inglenook.core import clock
from inglenook.people.models import Person

from ..models import Service, Site
from .concepts import concepts, of_barriers
from .reasons import FROM_THEIR_HOME, FROM_YOUR_HOME
from .search import Wanted, find
from .understanding import Asked, Part, understand

GOAL = 0.7  # of what is read out of a goal's words, beside a barrier that the person ticked
NEXT = 0.6  # of each further concept that helps with a barrier


@dataclass(frozen=True)
class Suggestion:
    """A service with room that may fit, where, and why in words; `distance_km` straight, none when not known."""

    service: Service
    site: Site | None
    why: list[str]
    distance_km: float | None
    phone: str
    when: list[str]


def suggest(
    *,
    person: Person | None,
    barriers: list[str],
    words: str = "",
    goals: tuple[str, ...] = (),
    postcode: str = "",
    not_these: tuple[int, ...] = (),
    limit: int = 5,
    is_own: bool = False,
) -> list[Suggestion]:
    """Services with room for this person, best first; none when nothing gets in the way and nothing is asked for.

    `words` typed by whoever looks replace what would be read from barriers and goals; `postcode` says where, when the
    reader may not see the person yet; `not_these` are keys of services to leave out; `is_own`: the person reads it.
    """
    from .api import shown

    postcode = person.postcode if person else postcode
    asked = understand(words, postcode=postcode) if words.strip() else asked_of(barriers, goals, postcode)
    if not asked:
        return []
    start = FROM_YOUR_HOME if is_own else FROM_THEIR_HOME
    hits = find(asked, near=asked.near, wanted=replace(_wanted(person), not_these=not_these), limit=limit)
    return [
        Suggestion(one.service, one.site, _why(one, asked, hit), one.distance_km, one.card.phone, one.card.when)
        for one, hit in zip(shown(hits, start), hits, strict=True)
    ]


def asked_of(barriers: list[str], goals: tuple[str, ...], postcode: str) -> Asked:
    """A question made of what gets in the way and of goals' words, asked at a postcode."""
    weights: dict[str, float] = {}
    for barrier in barriers:
        for place, code in enumerate(of_barriers().get(barrier, ())):
            weights[code] = max(weights.get(code, 0), NEXT**place)
    said = understand(" ".join(goals), is_typed=False, postcode=postcode)
    for part in said.parts:
        if part.concept and part.weight > GOAL:
            weights[part.concept.code] = max(weights.get(part.concept.code, 0), GOAL)
    known = concepts()
    parts = tuple(Part(f"c.{code}", weight, known[code].name.lower(), known[code]) for code, weight in weights.items())
    return Asked("", parts, tuple(known[code] for code in weights), {}, said.near)


def _wanted(person: Person | None) -> Wanted:
    if person is None:
        return Wanted()
    other = {Person.Sex.FEMALE: "women", Person.Sex.MALE: "men"}.get(person.sex, "")
    return Wanted(age=person.age(clock.today()), who=other)


def _why(found, asked: Asked, hit) -> list[str]:
    chief = next(
        (part.concept for part, _ in sorted(hit.parts, key=lambda p: -p[0].weight * p[1]) if part.concept), None
    )
    helps = [chief.name] if chief and not asked.words else []
    return [*helps, *found.why[:1], *filter(None, (found.far, found.card.room, ", ".join(found.card.access)))]
