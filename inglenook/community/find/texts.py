"""The text that carries somebody's own list of services to their phone."""

from django.utils.translation import gettext as _

from inglenook.kit import languages
from inglenook.messaging import templates
from inglenook.messaging.models import Message
from inglenook.messaging.templates import Sample, Text

PREFIX = "help"
WORST = {
    "link": "https://inglenook.long-practice-name.nhs.example/help/list/zzzz.zzzz.zzzz.zzzz.zzzz.zzzz.zzzz.zzzz.zzzz.zzzz/"
}


def install() -> None:
    templates.register(PREFIX, render, catalogue)


def render(message: Message) -> Text:
    return _said(message.language, message.values)


def catalogue():
    for code in languages.OFFERED:
        about = "Help near you: the list by text"
        yield Sample(f"{PREFIX}:list", about, code.partition("-")[0], _said(code, WORST))


def _said(language: str, values: dict) -> Text:
    with languages.speaking(language):
        return Text(_("Help near you"), _("Help near you: the list you asked for. %(link)s") % values)
