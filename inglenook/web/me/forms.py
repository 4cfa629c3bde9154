from inglenook.core.channels import Channel
from inglenook.kit import choices, fields
from inglenook.kit.forms import PageForm


class PreferencesForm(PageForm):
    """How the person wants to be met."""

    known_as = fields.TextField(label="What should we call you?", subject="your name", required=False, max_length=200)
    channel = choices.RadiosField(
        label="How should we get in touch?", subject="how to get in touch", choices=Channel.choices, required=False
    )
    wants_large_print = choices.CheckboxField(label="Send me large print", required=False)
    shares_phone = choices.CheckboxField(label="Other people use my phone", required=False)
    needs_interpreter = choices.CheckboxField(label="I want an interpreter", required=False)
    best_time = fields.TextField(
        label="When is a good time to reach you?", subject="a good time", required=False, max_length=500
    )
