"""Keeping what was sent of a decision's form, the same way for the person and for professionals."""

import uuid

from django.db import transaction
from django.http import QueryDict

from inglenook.core.models import User

from ..models import Option, SharedDecision
from ..plan.fields import NotSaved
from . import actions
from .forms import MineForm

TEXTS = ("to_explain", "prepared_with", "matters", "questions", "sure")


def keep(decision: SharedDecision, form: MineForm, sent: QueryDict, *, by: User) -> bool:
    """Keep all of a valid form, or nothing of it and say at the field why."""
    try:
        with transaction.atomic():
            for column in TEXTS:
                if column in form.fields:
                    _write(decision, column, form, sent, by)
            actions.lean(decision=decision, to=way(decision, form.cleaned_data["leaning"]), by=by)
            _add(decision, form.cleaned_data["other"], sent.get("ref", ""), by)
    except NotSaved as problem:
        form.add_error(None, str(problem))
        return False
    return True


def _write(decision: SharedDecision, column: str, form: MineForm, sent: QueryDict, by: User) -> None:
    was, now = sent.get(f"was:{column}", ""), form.cleaned_data[column]
    try:
        actions.write(decision=decision, column=column, was=was, now=now, by=by)
    except NotSaved as problem:
        form.add_error(column, str(problem))
        raise


def _add(decision: SharedDecision, name: str, ref: str, by: User) -> None:
    if name:
        actions.add_option(decision=decision, ref=ref_of(decision, ref), name=name, by=by)


def way(decision: SharedDecision, ref: str) -> Option | None:
    """The option of this decision with this ref."""
    return next((option for option in decision.ways if str(option.ref) == ref), None)


def ref_of(row, sent: str) -> uuid.UUID:
    """The page's own name for what is added, so that sending it twice adds it once, to this row alone."""
    return uuid.uuid5(row.ref, sent) if sent else uuid.uuid4()
