"""Texts of messages: each room registers how its own are made.

The part of `Message.template` before the first colon names the room's renderer: "programme:12:hello" is rendered by
what was registered for "programme".
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .models import Message


@dataclass(frozen=True)
class Text:
    """What goes out. The subject is for e-mails, letters and notices alone.

    `private` is the body as it is handed over when it holds a secret, such as a private link, that the ledger must not
    keep: the ledger keeps `body`, where something else stands for it.
    """

    subject: str
    body: str
    private: str = ""


@dataclass(frozen=True)
class Sample:
    """A template filled with the longest values it can meet, for previews and checks. `about`: when it is sent."""

    template: str
    about: str
    language: str
    text: Text


Render = Callable[[Message], Text]
Catalogue = Callable[[], Iterable[Sample]]

_renderers: dict[str, Render] = {}
_catalogues: dict[str, Catalogue] = {}


def register(prefix: str, render: Render, catalogue: Catalogue | None = None) -> None:
    """Let `render` make the texts whose template begins with `prefix`; `catalogue` lists them all at their worst case.

    `render` raises LookupError or ValueError for a text that cannot be made; the message then fails with that reason.
    """
    _renderers[prefix] = render
    if catalogue:
        _catalogues[prefix] = catalogue


def render(message: Message) -> Text:
    """The message's text. Raises LookupError or ValueError when it cannot be made."""
    return _renderers[message.template.partition(":")[0]](message)


def samples() -> list[Sample]:
    """Every template in every language at its worst case."""
    return [sample for catalogue in _catalogues.values() for sample in catalogue()]
