"""What the person's answers bring to the agenda. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass

TALK_ABOUT, WORRIES, IN_THE_WAY = "talk_about", "worries", "in_the_way"


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
    by_prompt = {answer.prompt: answer for answer in answers}
    found: dict[str, tuple[int, str]] = {}
    for prompt, things in ((TALK_ABOUT, _each), (WORRIES, _whole), (IN_THE_WAY, _together)):
        answer = by_prompt.get(prompt)
        for wording in things(answer) if answer else ():
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


def moved(refs: list, ref, to: int) -> list:
    """The list with one of its members at another place, counted from 0; past either end means that end."""
    others = [other for other in refs if other != ref]
    others.insert(max(0, min(to, len(others))), ref)
    return others
