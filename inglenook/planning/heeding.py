"""Words that cannot wait, in whatever a person writes in the plan, its forms and notes.

A room above knows which words those are and whom to tell. Words are looked through where they are sent, before they
are kept, so that somebody is told even of words that the page does not take.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from inglenook.people.models import Person

# (person, words, where, key): tells somebody once for each key, and gives what the writer is told at once, or nothing.
listeners: list[Callable[..., str]] = []


def heed(*, person: Person, words: str, where: str, key: str) -> str:
    """Have words looked through. `where` says to professionals where they stand; `key` names that place."""
    return next(filter(None, [listen(person, words, where, key) for listen in listeners]), "")


def heed_and_say(request: HttpRequest, **about) -> None:
    """The same, and the page says at once where to turn."""
    if safety := heed(**about):
        messages.warning(request, safety)


def heed_for_staff(request: HttpRequest, **about) -> None:
    """The same for somebody who types in what a person wrote on paper or said."""
    if heed(**about):
        messages.warning(request, "Some of these words may mean danger. A clinician is told now.")
