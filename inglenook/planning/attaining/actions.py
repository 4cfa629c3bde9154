"""Verbs of goal attainment scaling: say beforehand what each level is, put the scale away, say where one stands."""

from datetime import date

from django.db import transaction

from inglenook.core import clock
from inglenook.core.models import User

from ..models import Attainment, AttainmentScale, Goal
from ..plan.fields import NotSaved, text

LIMIT = 1000
LEVELS = {-2: "much_less", -1: "less", 0: "expected", 1: "more", 2: "much_more"}
NEEDED = "Say what this would look like."
BEGUN = "Where they stood has been noted by these words, so they stay as they are."


@transaction.atomic
def set_scale(
    *, goal: Goal, words: dict[str, str], weight: int, by: User, look_on: date | None = None
) -> AttainmentScale:
    """Say what each level of a goal would look like, by the names in LEVELS. Raises NotSaved for an empty one.

    Once somebody's place on it is noted, its words stay: else what was noted would say something new.
    """
    said = {name: text(LIMIT, needed=NEEDED)(words[name].strip(), None) for name in LEVELS.values()}
    scale = AttainmentScale.objects.filter(goal=goal).first() or AttainmentScale(goal=goal, person_id=goal.person_id)
    if scale.pk and scale.attainments.exists() and any(getattr(scale, name) != said[name] for name in said):
        raise NotSaved(BEGUN)
    for name, value in (said | {"weight": weight, "look_on": look_on, "written_by": by, "put_away_at": None}).items():
        setattr(scale, name, value)
    scale.save()
    return scale


@transaction.atomic
def put_away(*, scale: AttainmentScale, by: User) -> None:
    """The goal goes on without a scale; what was noted stays."""
    _set_away(scale, clock.now(), by)


@transaction.atomic
def take_out(*, scale: AttainmentScale, by: User) -> None:
    """The scale that was put away is used again."""
    _set_away(scale, None, by)


def _set_away(scale: AttainmentScale, at, by: User) -> None:
    scale.put_away_at, scale.written_by = at, by
    scale.save(update_fields=["put_away_at", "written_by", "written_at"])


@transaction.atomic
def note(*, scale: AttainmentScale, level: int, by: User, on: date | None = None) -> Attainment:
    """Where the person stands, on a day. Said again that day, the later one counts."""
    return Attainment.objects.create(scale=scale, person_id=scale.person_id, level=level, on=on or clock.today(), by=by)
