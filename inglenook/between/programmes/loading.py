"""Programmes as rows: the shipped ones after every migration, and the steps of each as rows for the sweep."""

from datetime import timedelta

from django.db import transaction

from ..models import Programme, ProgrammeStep
from ..rules import Programme as Rules
from ..rules import Step
from ..schedule import at_of, last_day_of
from .building import contents_of
from .reading import shipped


def load_programmes(**_signal) -> None:
    """Make the rows say what the files say. Safe to repeat; a version that somebody is in stays as it is."""
    for rules in shipped():
        keep_shipped(rules)


@transaction.atomic
def keep_shipped(rules: Rules) -> Programme:
    """The row of a shipped version, written anew when its file says otherwise and nobody is in it.

    A version that comes new is in use, and the ones before it are no longer offered.
    """
    named = {"organisation": None, "code": rules.code, "number": rules.number}
    programme = Programme.objects.filter(**named).first()
    if programme is None:
        programme = Programme(**named, state=Programme.State.ON)
        older = Programme.objects.filter(organisation=None, code=rules.code, number__lt=rules.number)
        older.update(state=Programme.State.RETIRED)
    elif programme.contents == contents_of(rules) or programme.enrolments.exists():
        return programme
    write(programme, rules)
    return programme


def write(programme: Programme, rules: Rules) -> None:
    """Keep what the programme says, and its steps as rows."""
    programme.title, programme.contents = rules.title, contents_of(rules)
    programme.save()
    programme.steps.all().delete()
    ProgrammeStep.objects.bulk_create(
        _step(programme, rules, step, position) for position, step in enumerate(rules.steps)
    )


def _step(programme: Programme, rules: Rules, step: Step, position: int) -> ProgrammeStep:
    return ProgrammeStep(
        programme=programme,
        organisation_id=programme.organisation_id,
        position=position,
        code=step.code,
        kind=step.kind,
        first_day=step.first_day,
        every_days=step.every_days,
        last_day=last_day_of(step, rules),
        at=at_of(step, rules),
        choices=list(step.choices or (step.says,)),
        answer_within=timedelta(hours=step.answer_within_hours),
    )
