"""Writing one part of the plan: its form, and what its buttons do."""

import uuid

from django.db import models, transaction
from django.utils.translation import gettext as _

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.core.refs import is_ref
from inglenook.kit import choices, dates, fields
from inglenook.kit.forms import PageForm

from ..lists import add_once
from ..models import Action, Goal, Need, Plan, StageGoal
from ..models.parts import PlanRow
from .fields import NotSaved, shown
from .parts import CHOICE, DAYS, LINES, NEED, SCALE, TEXT, Ask, Part
from .saving import save_field

TALL = {LINES: 4, TEXT: 4}
PARENTS = {"goal": Goal, "action": Action}
OFF = {Goal: Goal.State.SET_ASIDE, Action: Action.State.STOPPED}
ENDS = {Goal: {"reached": Goal.State.REACHED}, Action: {"done": Action.State.DONE}, StageGoal: {"reached": "reached"}}


class PartForm(PageForm):
    """What a part asks, as controls; `row` is what stands, an unsaved row for a new one."""

    def __init__(self, *args, part: Part, row: models.Model, **kwargs):
        super().__init__(*args, **kwargs)
        self.part, self.row = part, row
        for ask in part.asks:
            self.fields[ask.column] = _control(ask, row)
            self.initial[ask.column] = self._stands(ask)

    def _stands(self, ask: Ask):
        value = getattr(self.row, ask.column)
        return value if ask.control in DAYS else self.part.field_of(ask).show(value)

    def asked(self, *, folded: bool) -> list:
        """The controls that stand open, or those that are folded away."""
        return [self[ask.column] for ask in self.part.asks if ask.folded == folded]

    def was(self) -> dict[str, str]:
        """Each column as it stands, so that what others write meanwhile is joined."""
        return {ask.column: self.part.field_of(ask).show(getattr(self.row, ask.column)) for ask in self.part.asks}

    def now(self, ask: Ask) -> str:
        return shown(self.cleaned_data[ask.column])


def _control(ask: Ask, row: models.Model) -> fields.PageField:
    about = {"label": ask.label, "hint": ask.hint, "required": False}
    if ask.control in TALL:
        return fields.TextareaField(rows=TALL[ask.control], **about)
    if ask.control in DAYS:
        return dates.DateField(**about)
    if ask.control == SCALE:
        return fields.TextField(width=2, inputmode="numeric", **about | {"hint": _scale_in_words(row, ask.column)})
    if ask.control == CHOICE:
        return choices.RadiosField(choices=ask.choices, **about)
    if ask.control == NEED:
        needs = Need.objects.filter(plan=row.plan_id, removed_at=None).values_list("ref", "wording")
        return choices.SelectField(choices=[("", _("None of these")), *needs], **about)
    return fields.TextField(max_length=1000, **about)


def _scale_in_words(row: models.Model, column: str) -> str:
    low, high = getattr(row, f"{column}_from"), getattr(row, f"{column}_to")
    return _("A number from %(low)s (a little) to %(high)s (the most)") % {"low": low, "high": high}


def new_row(part: Part, plan: Plan, parent_ref: str) -> models.Model:
    """An unsaved row of a part, under the goal or action that is named. Raises NotSaved where one is needed."""
    row = part.model(plan=plan, person_id=plan.person_id)
    if part.under:
        about = {
            "ref": parent_ref if is_ref(parent_ref) else None,
            "plan": plan.pk,
        }  # none yet in a plan that is not saved
        setattr(row, part.under, PARENTS[part.under].objects.filter(**about).first())
        if part.model is StageGoal and row.action_id is None:
            raise NotSaved(_("What this belongs to is no longer in the plan."), "gone")
    return row


@transaction.atomic
def keep(*, form: PartForm, was: dict[str, str], ref: str, by: User) -> dict[str, str]:
    """Keep what a form holds. Returns what could not be kept, message by column; then nothing is kept.

    A new row is named by `ref`, so that sending it twice adds it once.
    """
    wrong = _keep_new(form, ref, by) if form.row.pk is None else _keep_changed(form, was, by)
    if wrong:
        transaction.set_rollback(True)
    return wrong


def _keep_new(form: PartForm, ref: str, by: User) -> dict[str, str]:
    row, plan, values, wrong = form.row, form.row.plan, {}, {}
    for ask in form.part.asks:
        try:
            values[ask.column] = form.part.field_of(ask).read(form.now(ask), row)
        except NotSaved as problem:
            wrong[ask.column] = str(problem)
    if not wrong:
        under = {form.part.under: getattr(row, form.part.under)} if form.part.under else {}
        of_plan = form.part.model.objects.filter(plan=plan)
        ref = uuid.uuid5(plan.ref, ref)
        form.row = add_once(of_plan, ref=ref, by=by, plan=plan, person_id=plan.person_id, **under, **values)
    return wrong


def _keep_changed(form: PartForm, was: dict[str, str], by: User) -> dict[str, str]:
    wrong = {}
    for ask in form.part.asks:
        before, now = was.get(ask.column, ""), form.now(ask)
        if before == now:
            continue
        try:
            save_field(row=form.row, column=ask.column, field=form.part.field_of(ask), was=before, now=now, by=by)
        except NotSaved as problem:
            wrong[ask.column] = str(problem)
    return wrong


@transaction.atomic
def press(*, row: models.Model, button: str, by: User) -> bool:
    """Do what a button says: `off`, `back`, or how a goal or action ended. Returns whether it is one of the row's."""
    columns = _after(row, button)
    for column, value in columns.items():
        setattr(row, column, value)
    if columns:
        row.written_by = by
        row.save(update_fields=[*columns, "written_by", "written_at"])
    return bool(columns)


def _after(row: models.Model, button: str) -> dict:
    """The columns of a row once a button has been pressed."""
    kind, is_listed = type(row), isinstance(row, PlanRow)
    if button == "off" and (is_listed or kind in OFF):
        return {"removed_at": clock.now()} if is_listed else {"state": OFF[kind]}
    if button == "back":
        return ({"removed_at": None} if is_listed else {}) | ({"state": "current"} if kind in ENDS else {})
    return {"state": ENDS[kind][button]} if button in ENDS.get(kind, {}) else {}


def is_off(row: models.Model) -> bool:
    """Whether a row is no longer in the plan as it stands."""
    return bool(getattr(row, "removed_at", None)) or getattr(row, "state", "current") != "current"
