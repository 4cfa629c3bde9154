from uuid import UUID, uuid4

from django import forms

from inglenook.kit import fields
from inglenook.kit.forms import PageForm


class ReplyForm(PageForm):
    """A few words to the person. `once` makes that pressing twice sends once."""

    text = fields.TextareaField(
        label="What you write",
        hint="Your name and the practice’s are added. Nothing that others should not read.",
        subject="what you write",
        rows=4,
        max_length=600,
    )
    once = fields.HiddenField(subject="the page", initial=uuid4)

    def clean_once(self):
        try:
            return UUID(str(self.cleaned_data["once"]))
        except ValueError:
            raise forms.ValidationError("Open the page again") from None
