"""Answers to the questions of a point: kept where all questionnaires are, and named by the point."""

from collections.abc import Mapping

from django.db import transaction

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.measures.api import record

from ..models import OutcomePoint
from ..refused import Refused

Answers = Mapping[str, int | None]  # by "instrument:item"; None where it was left out on purpose


@transaction.atomic
def answer(*, point: OutcomePoint, answers: Answers, way: str, by: User | None, question: str = "") -> OutcomePoint:
    """Add these answers to those that the point has.

    Raises Refused when its time is over, ValueError for a value that its question does not have.

    Staff write long after the person has left their caseload, so who may do this is the view's to see to. `question`
    is the one that is asked by text next.
    """
    with access.working():
        found = OutcomePoint.objects.select_for_update().get(pk=point.pk)
        if found.lost_at:
            raise Refused("The time to answer these is over.")
        for instrument, given in _by_instrument(answers).items():
            known = getattr(found, instrument)
            before = known.answers if known else {}
            about = {"person": found.person, "instrument": instrument, "way": way, "by": by, "asked": known}
            setattr(found, instrument, record(answers=before | given, **about))
        if any(value is not None for value in answers.values()):
            found.answered_at = found.answered_at or clock.now()
        found.question = question
        found.save()
    return found


def _by_instrument(answers: Answers) -> dict[str, dict[str, int | None]]:
    found: dict[str, dict[str, int | None]] = {}
    for code, value in answers.items():
        instrument, _, item = code.partition(":")
        found.setdefault(instrument, {})[item] = value
    return found
