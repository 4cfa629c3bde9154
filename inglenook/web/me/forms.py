from django.utils.translation import gettext_lazy as _

from inglenook.core.channels import Channel
from inglenook.core.roles import Section
from inglenook.kit import choices, fields
from inglenook.kit.forms import PageForm

SECTION_WORDS = {
    Section.IDENTITY: "Who I am and how to reach me",
    Section.CIRCUMSTANCES: "My life and what makes things easier",
    Section.ABOUT: "About me, in my own words",
    Section.FACTS: "What I added about my health",
    Section.RECORD: "My conditions, results and medicines",
    Section.PREPARATION: "What I wrote to get ready",
    Section.CONVERSATION: "What we talked about",
    Section.PLAN: "My plan",
    Section.MESSAGES: "Messages sent to me",
    Section.SUPPORT: "What I am asked between appointments, and what I answer",
}


class ShareForm(PageForm):
    """Let somebody in: who they are and what they may see."""

    name = fields.TextField(label="Their name", subject="their name", max_length=200)
    email = fields.EmailField(label="Their email address", subject="their email address")
    relationship = fields.TextField(
        label="Who they are to you", hint="For example, my daughter", subject="who they are to you", max_length=100
    )
    sections = choices.CheckboxesField(
        label="What they may see",
        subject="what they may see",
        choices=[(s.value, words) for s, words in SECTION_WORDS.items() if s != Section.IDENTITY],
    )


class PreferencesForm(PageForm):
    """How the person wants to be met."""

    known_as = fields.TextField(label="What should we call you?", subject="your name", required=False, max_length=200)
    channel = choices.RadiosField(
        label="How should we get in touch?", subject="how to get in touch", choices=Channel.choices, required=False
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
        label="When is a good time to reach you?", subject="a good time", required=False, max_length=500
    )

    def clean(self):
        asked = super().clean()
        if asked.get("wants_no_letters") and asked.get("channel") == Channel.LETTER:
            self.add_error("channel", _("You asked for no letters. Choose another way to get in touch."))
        return asked
