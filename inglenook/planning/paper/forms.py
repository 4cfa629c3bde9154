"""The screen on which a form is typed in: the same questions in the same order, with the same numbers."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from inglenook.core import access
from inglenook.kit import choices, fields
from inglenook.kit.forms import PageForm
from inglenook.kit.words import first_upper, number

from ..models import ContingencyPlan, PaperForm
from ..plan.parts import PARTS
from .numbers import read_number

NOTHING = "none"
TRIGGERS = "part.unwell.triggers"


class NumberForm(PageForm):
    number = fields.TextField(
        label="Form number",
        hint="It stands under the square code and at the foot of every page. For example, 7H2K-4M9Q",
        subject="the form number",
        width=10,
    )

    def clean_number(self) -> str:
        number = read_number(self.cleaned_data["number"])
        if number is None:
            raise ValidationError("That is not a form number. Check each letter and try again.")
        return number


class WrittenField(fields.TextareaField):
    """Words from a line on paper. They are counted when they are too many, and not on every line while one types."""

    def __init__(self, *, limit: int, **kwargs):
        super().__init__(**kwargs)
        most = f"{first_upper(self.subject)} must be {number(limit)} characters or fewer"
        self.validators.append(MaxLengthValidator(limit, most))


class EntryForm(PageForm):
    """What one form asks. The names of its fields are the questions' codes."""

    def __init__(self, *args, form: PaperForm, **kwargs):
        super().__init__(*args, **kwargs)
        self.parts = form.contents["parts"]
        with access.working():  # whoever types it in may not read them
            self.has_signs = ContingencyPlan.objects.filter(plan__person=form.person, removed_at=None).exists()
        for part in self.parts:
            for asked in part["questions"]:
                self.fields[asked["code"]] = _field(asked)

    said_by = fields.TextField(label="Who helped fill it in", subject="who helped", required=False, max_length=200)

    def clean(self) -> dict:
        """What to do when they become unwell is no plan without a sign by which to know it (PRSB: mandatory)."""
        said = super().clean()
        says_more = any(value for code, value in said.items() if code.startswith("part.unwell."))
        if says_more and not said.get(TRIGGERS) and not self.has_signs:
            self.add_error(TRIGGERS, PARTS["unwell"].asks[1].needed)
        return said

    def said(self) -> dict[str, str | list[str]]:
        """What was typed, by the questions' codes, without what was left empty."""
        return {code: value for code, value in self.cleaned_data.items() if value not in ("", [], NOTHING)}


def _field(asked: dict):
    named = {"label": f"{asked['number']}. {asked['asks']}", "subject": f"question {asked['number']}"}
    if asked["kind"] == "tick":
        return choices.CheckboxesField(choices=asked["options"], required=False, small=True, **named)
    if asked["kind"] == "one":
        options = [*asked["options"], (NOTHING, "Nothing marked")]
        return choices.RadiosField(
            choices=options, initial=NOTHING, required=False, small=True, inline=True, size="s", **named
        )
    return WrittenField(limit=asked["limit"], required=False, rows=asked["lines"], size="s", **named)
