"""What the person's answers bring to the agenda. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """One answer: the prompt's code, what was chosen, what was written."""

    key: int
    prompt: str
    choices: tuple[str, ...] = ()
    text: str = ""


def agenda_from(answers: Iterable[Said]) -> list[tuple[int, str]]:
    """(answer's key, wording) of each thing to talk about: what they put in order first, then worries, then barriers.

    The same words twice are one thing to talk about.
    """
    order = list(THINGS)
    found: dict[str, tuple[int, str]] = {}
    for answer in sorted((one for one in answers if one.prompt in THINGS), key=lambda one: order.index(one.prompt)):
        for wording in THINGS[answer.prompt](answer):
            found.setdefault(wording.casefold(), (answer.key, wording))
    return list(found.values())


def _each(answer: Said) -> list[str]:
    lines = (line.strip() for line in answer.text.splitlines())
    return [*answer.choices, *(line for line in lines if line)]


def _whole(answer: Said) -> list[str]:
    return [*answer.choices, *([answer.text.strip()] if answer.text.strip() else [])]


def _together(answer: Said) -> list[str]:
    chosen = ", ".join(answer.choices)
    return [part for part in (chosen, answer.text.strip()) if part]


# How each prompt's answer becomes things to talk about, in the order in which they are put on the agenda.
THINGS = {"talk_about": _each, "worries": _whole, "in_the_way": _together}
