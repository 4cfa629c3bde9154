"""What stands in somebody's way by what they ticked and what they said. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass

from inglenook.workforce.strategies.api import barriers, recognise

from ..preparation.prompts import prompts

IN_THE_WAY = "in_the_way"
TICKED = "ticked before the talk"


@dataclass(frozen=True)
class Heard:
    """A barrier, its title, and from what it is known: the words, or that it was ticked."""

    code: str
    title: str
    why: str


def ticked(choices: Iterable[str]) -> list[str]:
    """Codes of the barriers behind the options of the preparation's question."""
    codes = {words.casefold(): code for code, words in prompts()[IN_THE_WAY].options.items()}
    return [codes[one.casefold()] for one in choices if one.casefold() in codes]


def heard(choices: Iterable[str], texts: Iterable[str]) -> list[Heard]:
    """The barriers somebody ticked, then those their own words speak of, each once with the reason."""
    found = dict.fromkeys(ticked(choices), TICKED)
    for text in texts:
        for code, words in recognise(text).items():
            found.setdefault(code, f"said “{words}”")
    return [Heard(code, barriers()[code].title, why) for code, why in found.items() if code in barriers()]
