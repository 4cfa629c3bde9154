"""What the standard asks to be kept of a decision beside the talk itself: each part a form of its model's columns."""

from dataclasses import dataclass

from django.db import models

from inglenook.kit import choices, fields
from inglenook.kit.forms import PageForm
from inglenook.kit.words import first_upper

from ..models import DecisionPaper, DecisionPerson, DecisionTalk, DecisionWithheld, SharedDecision

YES_NO = [("", "Not said"), ("yes", "Yes"), ("no", "No")]


@dataclass(frozen=True)
class Part:
    """One part: its code, its title, the rows it is kept in and their columns. `many` rows may be added."""

    code: str
    title: str
    model: type[models.Model]
    columns: tuple[str, ...]
    many: bool = True


PARTS = {
    part.code: part
    for part in (
        Part(
            "about", "The problem, and what made it hard", SharedDecision,
            ("problem", "problem_code", "issue", "issue_code", "issue_details"), many=False,
        ),
        Part(
            "person", "Who took part", DecisionPerson, ("name", "relationship", "relationship_kind", "role"),
        ),
        Part(
            "talk", "When it was talked about", DecisionTalk,
            (
                "seen_by", "seen_by_role", "responsible", "responsible_role", "others_present", "accompanied_by",
                "interpreter", "place", "place_code", "place_kind", "kind", "kind_code", "way", "specialty",
                "was_recorded", "recording_agreed", "recording_at",
            ),
        ),
        Part(
            "paper", "Decision aids and consent forms", DecisionPaper,
            ("kind", "name", "code", "identifier", "type", "place", "media_type"),
        ),
        Part(
            "withheld", "What they were not told", DecisionWithheld,
            ("is_withheld", "because", "legal_advice", "still_to_share", "not_now_because", "share_when"), many=False,
        ),
    )
}  # fmt: skip


class PartForm(PageForm):
    """The columns of one part; what its model needs, the form needs."""

    def __init__(self, *args, part: Part, row: models.Model | None = None, **kwargs):
        said = {column: _shown(getattr(row, column)) for column in part.columns} if row else {}
        super().__init__(*args, initial=said, auto_id=f"{part.code}-%s", **kwargs)
        for column in part.columns:
            self.fields[column] = _control(part.model._meta.get_field(column))

    def values(self) -> dict:
        """What was given, as the columns take it."""
        return {name: _kept(self.fields[name], value) for name, value in self.cleaned_data.items()}


def _control(column: models.Field) -> fields.PageField:
    label = first_upper(column.verbose_name)
    if isinstance(column, models.BooleanField):
        asked = YES_NO if column.null else YES_NO[1:]
        return choices.SelectField(label=label, choices=asked, required=not column.null)
    if column.choices:
        return choices.SelectField(label=label, choices=column.choices)
    if isinstance(column, models.TextField):
        return fields.TextareaField(label=label, rows=2, required=not column.blank)
    return fields.TextField(label=label, max_length=column.max_length, required=not column.blank)


def _shown(value) -> str:
    return {True: "yes", False: "no", None: ""}.get(value, value)


def _kept(field, value: str) -> str | bool | None:
    return {"yes": True, "no": False, "": None}[value] if getattr(field, "choices", None) in _ASKED else value


_ASKED = (YES_NO, YES_NO[1:])
