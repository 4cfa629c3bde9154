"""The text that carries somebody's own list of services to their phone."""

from inglenook.messaging import templates
from inglenook.messaging.models import Message
from inglenook.messaging.templates import Sample, Text

PREFIX = "help"
BODY = "Help near you: the list you asked for. {link}"
WORST = {
    "link": "https://inglenook.long-practice-name.nhs.example/help/list/zzzz.zzzz.zzzz.zzzz.zzzz.zzzz.zzzz.zzzz.zzzz.zzzz/"
}


def install() -> None:
    templates.register(PREFIX, render, catalogue)


def render(message: Message) -> Text:
    return Text("Help near you", BODY.format(**message.values))


def catalogue():
    yield Sample(f"{PREFIX}:list", "Help near you: the list by text", "en", Text("Help near you", BODY.format(**WORST)))
