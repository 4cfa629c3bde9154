from django.utils.translation import gettext_lazy as _

from inglenook.core.channels import Channel
from inglenook.kit import choices, fields
from inglenook.kit.forms import PageForm


class PreferencesForm(PageForm):
    """How the person wants to be met."""

    known_as = fields.TextField(
        label=_("What should we call you?"), subject=_("your name"), required=False, max_length=200
    )
    channel = choices.RadiosField(
        label=_("How should we get in touch?"),
        subject=_("how to get in touch"),
        choices=choices.spoken(Channel.choices),
        required=False,
    )
    wants_large_print = choices.CheckboxField(label=_("I need large print"), required=False)
    wants_easy_read = choices.CheckboxField(label=_("I want Easy Read: short words with pictures"), required=False)
    wants_audio = choices.CheckboxField(label=_("I would rather hear things than read them"), required=False)
    needs_interpreter = choices.CheckboxField(label=_("I want an interpreter"), required=False)
    uses_text_relay = choices.CheckboxField(label=_("I use text relay (18001)"), required=False)
    needs_longer_appointment = choices.CheckboxField(label=_("I need more time when we meet"), required=False)
    wants_no_letters = choices.CheckboxField(label=_("Do not send me letters"), required=False)
    shares_phone = choices.CheckboxField(label=_("Other people use my phone"), required=False)
    best_time = fields.TextField(
        label=_("When is a good time to reach you?"), subject=_("a good time"), required=False, max_length=500
    )

    def clean(self):
        asked = super().clean()
        if asked.get("wants_no_letters") and asked.get("channel") == Channel.LETTER:
            self.add_error("channel", _("You asked for no letters. Choose another way to get in touch."))
        return asked
