"""The screen on which a form is typed in: the same questions in the same order, with the same numbers."""

from django.core.exceptions import ValidationError

from inglenook.kit import choices, fields
from inglenook.kit.forms import PageForm

from ..models import PaperForm
from .numbers import read_number

NOTHING = ("", "Nothing marked")


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


class EntryForm(PageForm):
    """What one form asks. The names of its fields are the questions' codes."""

    def __init__(self, *args, form: PaperForm, **kwargs):
        super().__init__(*args, **kwargs)
        self.parts = form.contents["parts"]
        for part in self.parts:
            for asked in part["questions"]:
                self.fields[asked["code"]] = _field(asked)
        self.fields["said_by"] = fields.TextField(
            label="Who helped fill it in", subject="who helped", required=False, max_length=200
        )

    def said(self) -> dict[str, str | list[str]]:
        """What was typed, by the questions' codes, without what was left empty."""
        return {code: value for code, value in self.cleaned_data.items() if value and code != "said_by"}


def _field(asked: dict):
    named = {"label": f"{asked['number']}. {asked['asks']}", "subject": f"question {asked['number']}"}
    if asked["kind"] == "tick":
        return choices.CheckboxesField(choices=asked["options"], required=False, small=True, **named)
    if asked["kind"] == "one":
        options = [NOTHING, *asked["options"]]
        return choices.RadiosField(choices=options, required=False, small=True, inline=True, **named)
    return fields.TextareaField(required=False, rows=asked["lines"], max_length=asked["limit"], **named)
