"""What a member of staff wrote, as it goes out: their words, their name, the practice's."""

from django.utils.translation import gettext as _

from inglenook.kit import languages
from inglenook.messaging import templates
from inglenook.messaging.models import Message
from inglenook.messaging.templates import Text

PREFIX = "written"


def signed(text: str, name: str, practice: str) -> str:
    return f"{text.strip()}\n{name}, {practice}"


def render(message: Message) -> Text:
    with languages.speaking(message.language):
        return Text(_("A message from your practice"), message.values["text"])


def install() -> None:
    templates.register(PREFIX, render)
