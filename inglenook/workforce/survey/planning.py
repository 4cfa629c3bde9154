"""From what a survey showed to what a team learns: steps with somebody who sees to them and a day."""

from datetime import date
from urllib.parse import urlencode

from django.db import transaction

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.kit.words import in_a_sentence
from inglenook.people.api import memberships_of

from ..learning.vocabulary import vocabulary
from ..models import LearningStep, Survey
from ..models.survey import KEEPERS
from ..strategies.api import barriers
from .figures import Line

DOORS = {"strategies": ("/strategies/", "barrier", "Words for"), "learning": ("/learning/", "topic", "Learn about")}


def links(line: Line) -> list[tuple[str, str]]:
    """What helps with an option: text and address. A door that is no longer there is left out."""
    found = []
    for lead in line.leads:
        door, _, code = lead.partition(":")
        address, name, text = DOORS[door]
        if title := titles(door).get(code):
            found.append((f"{text}: {in_a_sentence(title)}", f"{address}?{urlencode({name: code})}"))
    return found


def titles(door: str) -> dict[str, str]:
    """What a door has, by code: barriers of the strategies, topics of what there is to learn."""
    if door == "learning":
        return vocabulary().topics
    return {code: one.title for code, one in barriers().items()}


def may_keep(user: User, survey: Survey) -> bool:
    """Whether the user keeps the surveys of this organisation; the database says the same."""
    at = {one.organisation_id for one in memberships_of(user) if one.role in KEEPERS}
    return survey.organisation_id in at or survey.organisation.parent_id in at


@transaction.atomic
def add_step(
    *, survey: Survey, item: str, option: str, what: str, by: User, who: str = "", by_on: date | None = None
) -> LearningStep:
    """Put one gap into the plan; a gap is there once, and saying it anew changes it."""
    said = {"organisation": survey.organisation, "what": what, "who": who, "by_on": by_on}
    return LearningStep.objects.update_or_create(survey=survey, item=item, option=option, defaults=said)[0]


@transaction.atomic
def mark_step(*, step: LearningStep, do: str, by: User) -> None:
    """Done, not done after all, or taken out of the plan (the gap is then offered again)."""
    if do == "remove":
        step.delete()
    elif do in ("done", "undo"):
        step.done_at = clock.now() if do == "done" else None
        step.save(update_fields=["done_at"])


def keep_cherries(*, survey: Survey, says: dict[str, str], by: User) -> None:
    """What the manager says for the appendix; may be added to at any time."""
    survey.cherries = says
    survey.save(update_fields=["cherries"])
